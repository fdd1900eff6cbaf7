package dev.weir.api.page;

import dev.weir.api.ControlRoom;
import dev.weir.api.section.Section;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every file that the page consists of, its own and those of the sections, by the address below
 * {@code /page/}; and the views that the page knows. All are read when the program starts, so no
 * address can lead anywhere else.
 */
@Singleton
final class PageFiles {
  private static final String INDEX = "index.html";
  private static final List<String> OWN =
      List.of(
          "weir.css",
          "weir.svg",
          "weir.js",
          "banner.js",
          "facts.js",
          "reactor.js",
          "runs.js",
          "jobs.js",
          "seam.js",
          "controls.js",
          "charts.js",
          "schematic.js",
          "format.js");

  private final PageContent index = PageContent.read("/page/" + INDEX);
  private final Map<String, PageContent> files = new HashMap<>();
  private final Set<String> views = new HashSet<>(Set.of("runs", "jobs"));

  PageFiles(ControlRoom room) {
    OWN.forEach(name -> files.put(name, PageContent.read("/page/" + name)));
    for (Section section : room.sections()) {
      views.add(section.name());
      for (String name : section.files()) {
        String address = section.name() + "/" + name;
        files.put(address, PageContent.read("/page/" + address));
      }
    }
  }

  PageContent index() {
    return index;
  }

  /** Tells whether the page has a view of this name. */
  boolean hasView(String name) {
    return views.contains(name);
  }

  Optional<PageContent> named(String address) {
    return Optional.ofNullable(files.get(address));
  }
}
