package dev.weir.simulator;

import dev.weir.device.FaultClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.StateWord;
import dev.weir.simulator.wire.Misbehaviour;
import dev.weir.simulator.wire.Misbehaviour.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One thing that can be wrong with a device. */
sealed interface Trouble {
  /** Returns what is wrong, in words. */
  String words();

  /**
   * Every command is answered with an error of the profile, or of Modbus.
   *
   * @param rule the error
   */
  record Answers(ErrorRule rule) implements Trouble {
    @Override
    public String words() {
      String text = rule.text().replace("\n", "\\n").replace("|", "\\|").strip();
      return "answers `%s%s`".formatted(text, rule.isPrefix() ? "..." : "");
    }
  }

  /**
   * The device shows an alarm of the profile.
   *
   * @param state the state
   * @param kind the class that the profile gives it
   */
  record Shows(StateWord state, FaultClass kind) implements Trouble {
    @Override
    public String words() {
      return "shows " + state.name();
    }
  }

  /**
   * All its messages misbehave in one way.
   *
   * @param kind how
   */
  record Misbehaves(Kind kind) implements Trouble {
    @Override
    public String words() {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Returns everything that can be wrong with a device of this profile. */
  static List<Trouble> of(DeviceProfile profile) {
    List<Trouble> troubles = new ArrayList<>();
    Misbehaviour.errors(profile).forEach(rule -> troubles.add(new Answers(rule)));
    for (StateWord state : profile.language().states()) {
      state.alarm().or(state::refuses).ifPresent(kind -> troubles.add(new Shows(state, kind)));
    }
    for (Kind kind : Kind.values()) {
      boolean sets = !profile.behaviour().limits().isEmpty();
      if (kind != Kind.ERROR_REPLY && (kind != Kind.IGNORED || sets)) {
        troubles.add(new Misbehaves(kind));
      }
    }
    return troubles;
  }
}
