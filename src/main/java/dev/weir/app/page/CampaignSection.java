package dev.weir.app.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.campaign.CampaignDescription;
import dev.weir.experiment.Conditions;
import dev.weir.optimize.SearchSpace;
import dev.weir.yaml.YamlException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The campaign under way, on the page and to REST: where its proposals may lie, and the reading of
 * its file again while it is under way. Points of an operator's own go the way of all commands.
 */
public final class CampaignSection implements Section {
  private static final int LONGEST_NAME = 80;

  private final Path file;
  private final Laboratory laboratory;

  /**
   * The section.
   *
   * @param file where the campaign was read from
   * @param laboratory whose campaign it is
   */
  public CampaignSection(Path file, Laboratory laboratory) {
    this.file = file;
    this.laboratory = laboratory;
  }

  @Override
  public String name() {
    return "campaign";
  }

  @Override
  public String title() {
    return "Campaign";
  }

  @Override
  public List<String> files() {
    return List.of("campaign.js");
  }

  /**
   * Where proposals may lie.
   *
   * @param name of the campaign
   * @param file where it was read from
   * @param axes every condition, those that vary and those that do not
   */
  record Search(String name, String file, List<Axis> axes) {}

  /**
   * A condition of a run.
   *
   * @param field its name in a point of one's own
   * @param unit of all figures here
   * @param low least value; equal to high when it does not vary
   * @param high largest value
   * @param step between values; 0 for any
   */
  record Axis(String field, String unit, double low, double high, double step) {}

  @Override
  public SectionReply answer(SectionRequest request) {
    return switch (request.method()) {
      case GET ->
          request.path().isEmpty()
              ? new SectionReply.Json(search(laboratory.campaign()))
              : new SectionReply.Missing("the campaign is at /api/v1/campaign");
      case POST ->
          request.address().equals("reload")
              ? reload(request)
              : new SectionReply.Missing(
                  "the campaign's file is read again by a post to /api/v1/campaign/reload");
    };
  }

  private SectionReply reload(SectionRequest request) {
    String operator =
        request.body().map(body -> body.path("operator")).map(JsonNode::asText).orElse("").strip();
    if (operator.isEmpty() || operator.length() > LONGEST_NAME) {
      return new SectionReply.Wrong(
          "operator must have from 1 to %d characters, had %d"
              .formatted(LONGEST_NAME, operator.length()));
    }
    CampaignDescription other;
    try {
      other = CampaignFile.read(file).description();
    } catch (YamlException wrong) {
      return new SectionReply.Refused(String.valueOf(wrong.getMessage()));
    }
    Optional<String> refusal = laboratory.change(other, operator);
    return refusal.isPresent()
        ? new SectionReply.Refused(refusal.get())
        : new SectionReply.Accepted(search(other));
  }

  private Search search(CampaignDescription campaign) {
    return new Search(campaign.name(), file.toString(), axes(campaign.space()));
  }

  private static List<Axis> axes(SearchSpace space) {
    Conditions fixed = space.fixed();
    return List.of(
        axis(
            space,
            SearchSpace.Quantity.FEED_COMPOSITION,
            new Shown("feed_composition", "mol/mol", 1.0),
            fixed.feedComposition().value()),
        axis(
            space,
            SearchSpace.Quantity.RESIDENCE_TIME,
            new Shown("residence_time_min", "min", 60.0),
            fixed.residenceTime().seconds()),
        axis(
            space,
            SearchSpace.Quantity.TEMPERATURE,
            new Shown("temperature_celsius", "°C", 1.0),
            fixed.temperature().celsius()),
        axis(
            space,
            SearchSpace.Quantity.TOTAL_MONOMER,
            new Shown("total_monomer_mol_per_litre", "mol/L", 1.0),
            fixed.totalMonomer().molesPerLitre()),
        axis(
            space,
            SearchSpace.Quantity.INITIATOR,
            new Shown("initiator_mol_per_litre", "mol/L", 1.0),
            fixed.initiator().molesPerLitre()));
  }

  /** How a quantity is shown: the search's own figures divided by the scale. */
  private record Shown(String field, String unit, double scale) {}

  private static Axis axis(
      SearchSpace space, SearchSpace.Quantity quantity, Shown shown, double fixed) {
    return space.variables().stream()
        .filter(variable -> variable.quantity() == quantity)
        .findFirst()
        .map(
            variable ->
                new Axis(
                    shown.field(),
                    shown.unit(),
                    variable.low() / shown.scale(),
                    variable.high() / shown.scale(),
                    variable.step() / shown.scale()))
        .orElseGet(
            () ->
                new Axis(
                    shown.field(),
                    shown.unit(),
                    fixed / shown.scale(),
                    fixed / shown.scale(),
                    0.0));
  }
}
