package dev.weir.api.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is to be known now. Times and ages are on the plant's clock.
 *
 * @param version changes with the reactor's state and the run; to be sent back as {@code If-Match}
 * @param at the instant of the control cycle that all of this belongs to
 * @param reactor the reactor's name
 * @param simulated whether a virtual plant stands in for the bench
 * @param speed plant seconds per wall second
 * @param state the reactor's state
 * @param stateSince when it was entered
 * @param stateForS how long ago, in s
 * @param stateReason why
 * @param run the present run
 * @param values every reading
 * @param setpoints what the devices are asked to hold; absent when they are asked to be safe
 * @param tags which readings are the reactor's main ones
 * @param limits every limit
 * @param feeds every feed
 * @param waste the waste vessel; absent when nobody watches it
 * @param coilVolumeMl heated reactor volume, in mL
 * @param links how far each device is connected
 * @param alarms active or unacknowledged ones, oldest first
 * @param campaign the campaign
 * @param cycle how the control cycle keeps its time
 * @param commands what may be asked now
 */
public record StatusReply(
    String version,
    Instant at,
    String reactor,
    boolean simulated,
    double speed,
    String state,
    Instant stateSince,
    double stateForS,
    String stateReason,
    Optional<PresentRun> run,
    List<Value> values,
    Optional<SetpointsReply> setpoints,
    MainTags tags,
    LimitsReply limits,
    List<FeedReply> feeds,
    Optional<WasteReply> waste,
    double coilVolumeMl,
    List<Link> links,
    List<AlarmReply> alarms,
    Optional<PresentCampaign> campaign,
    CycleReply cycle,
    List<CommandReply> commands) {

  /**
   * The present run.
   *
   * @param id its address
   * @param run its number
   * @param of the campaign's budget; absent without a campaign
   * @param phase where it stands
   * @param phaseSince when the phase was entered
   * @param phaseForS how long ago, in s
   * @param phaseRemainingS until it should end, in s, as far as that can be foretold
   * @param startedAt when the run started
   * @param elapsedS how long ago, in s
   * @param conditions what it shall hold
   * @param steadyState the latest verdict
   */
  public record PresentRun(
      String id,
      int run,
      Optional<Integer> of,
      String phase,
      Instant phaseSince,
      double phaseForS,
      Optional<Double> phaseRemainingS,
      Instant startedAt,
      double elapsedS,
      ConditionsReply conditions,
      Optional<SteadyStateReply> steadyState) {}

  /**
   * One reading.
   *
   * @param tag device/capability
   * @param device which device
   * @param capability which of its values
   * @param value the number; absent when the last attempt gave none
   * @param unit of the number; empty for plain numbers
   * @param quality good, stale or bad
   * @param observability measured, echoed or commanded; absent without a value
   * @param badReason why there is no value
   * @param ageS since it was read, in s
   */
  public record Value(
      String tag,
      String device,
      String capability,
      Optional<Double> value,
      String unit,
      String quality,
      Optional<String> observability,
      Optional<String> badReason,
      double ageS) {}

  /**
   * What the devices are asked to hold.
   *
   * @param flows set-point of each feed
   * @param totalFlowUlPerMin their sum, in µL/min
   * @param bathCelsius set-point of the temperature controller, in °C
   */
  public record SetpointsReply(
      List<FlowReply> flows, double totalFlowUlPerMin, double bathCelsius) {}

  /**
   * The set-point of one feed.
   *
   * @param feed its name
   * @param flowUlPerMin in µL/min
   */
  public record FlowReply(String feed, double flowUlPerMin) {}

  /**
   * The tags of the reactor's main readings.
   *
   * @param temperature of the coil
   * @param pressure at the inlet
   */
  public record MainTags(String temperature, String pressure) {}

  /**
   * Every limit.
   *
   * @param pressureLowLowBar below it, at flow, a leak is assumed, in bar
   * @param pressureLowBar alarm, in bar
   * @param pressureHighBar alarm, in bar
   * @param pressureHighHighBar trip, in bar
   * @param pressureRatingBar what tube and fittings bear, in bar
   * @param temperatureHighCelsius alarm and highest set-point, in °C
   * @param temperatureHighHighCelsius trip, in °C
   */
  public record LimitsReply(
      double pressureLowLowBar,
      double pressureLowBar,
      double pressureHighBar,
      double pressureHighHighBar,
      double pressureRatingBar,
      double temperatureHighCelsius,
      double temperatureHighHighCelsius) {}

  /**
   * One feed with its pump and vessel.
   *
   * @param feed its name
   * @param pump the device that delivers it
   * @param tag the reading of its actual flow
   * @param contents what is dissolved, for example {@code 3 mol/L styrene}; empty for solvent
   * @param flush whether it is the solvent that flushes
   * @param leftMl what is left, in mL; absent when nobody has said what was filled in
   * @param capacityMl what the vessel holds, in mL
   * @param reserveMl what must stay in it, in mL
   * @param minutesLeft until the reserve is reached at the present set-point, in min; absent when
   *     it does not flow
   */
  public record FeedReply(
      String feed,
      String pump,
      String tag,
      String contents,
      boolean flush,
      Optional<Double> leftMl,
      double capacityMl,
      double reserveMl,
      Optional<Double> minutesLeft) {}

  /**
   * The waste vessel.
   *
   * @param holdsMl what has gone into it since it was emptied last, in mL
   * @param capacityMl what it may hold, in mL
   */
  public record WasteReply(double holdsMl, double capacityMl) {}

  /**
   * The link to one device.
   *
   * @param device which
   * @param kind pump, temperature controller, sensor or analyser
   * @param state how far the daemon has got with it
   */
  public record Link(String device, String kind, String state) {}

  /**
   * One alarm.
   *
   * @param alarm its number, for acknowledging it
   * @param kind what it is
   * @param source which device, feed or limit
   * @param text one line with value, limit and unit
   * @param cause what has happened
   * @param consequence what the daemon does about it
   * @param response what the operator should do
   * @param raisedAt when
   * @param ageS how long ago, in s
   * @param condition unacknowledged, acknowledged or returned_unacknowledged
   * @param firstOut whether it was the first of its avalanche
   */
  public record AlarmReply(
      long alarm,
      String kind,
      String source,
      String text,
      String cause,
      String consequence,
      String response,
      Instant raisedAt,
      double ageS,
      String condition,
      boolean firstOut) {}

  /**
   * The campaign.
   *
   * @param summary what a list of campaigns says of it
   * @param best the run nearest to the objective
   * @param next the next proposal
   * @param history every accepted run, in order
   * @param waiting operators' own points that are still to be proposed, in order
   * @param endsBy when its time is used up; absent without a limit
   */
  public record PresentCampaign(
      CampaignReply summary,
      Optional<RunReply> best,
      Optional<ProposalReply> next,
      List<HistoryPoint> history,
      List<ConditionsReply> waiting,
      Optional<Instant> endsBy) {}

  /**
   * The next point, and why.
   *
   * @param conditions what to try
   * @param source how it was found
   * @param predicted what is expected
   * @param acquisition value of the acquisition function, in mol/mol
   * @param observations how many observations it rests on
   * @param reason one sentence
   */
  public record ProposalReply(
      ConditionsReply conditions,
      String source,
      Optional<OutcomeReply> predicted,
      double acquisition,
      int observations,
      String reason) {}

  /**
   * One accepted run, in few numbers; all in mol/mol.
   *
   * @param run its number
   * @param copolymerCompositionF1 measured F1
   * @param conversion measured conversion
   * @param loss distance from the objective
   * @param bestLoss smallest loss up to this run
   * @param reached whether the objective is met
   */
  public record HistoryPoint(
      int run,
      double copolymerCompositionF1,
      double conversion,
      double loss,
      double bestLoss,
      boolean reached) {}

  /**
   * How the control cycle keeps its time.
   *
   * @param count cycles since the start
   * @param overruns cycles that took too long
   * @param lastMs time of the last cycle, in ms
   * @param slowestStep the step that took longest in it
   */
  public record CycleReply(long count, long overruns, double lastMs, String slowestStep) {}

  /**
   * Whether a command makes sense now.
   *
   * @param command its name in the address
   * @param allowed whether the reactor's state allows it
   * @param consequence what it would do
   * @param whyNot why it is not allowed; absent when it is
   */
  public record CommandReply(
      String command, boolean allowed, String consequence, Optional<String> whyNot) {}
}
