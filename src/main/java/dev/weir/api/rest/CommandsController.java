package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import dev.weir.campaign.CampaignLedger;
import dev.weir.campaign.CampaignStatus;
import dev.weir.campaign.LabSnapshot;
import dev.weir.chemistry.FeedComposition;
import dev.weir.reactor.Acceptance;
import dev.weir.reactor.Command;
import dev.weir.reactor.Command.Origin;
import dev.weir.reactor.ReactorDescription.FeedLine;
import dev.weir.units.Concentration;
import dev.weir.units.Decimal;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Commands. Each waits for the control thread's answer: 202 when it is accepted and journalled, 409
 * with the reason when it does not fit. With {@code If-Match} a command is refused by 412 when the
 * state has changed since the client saw it; an abort is never refused for that.
 */
@Controller(Gate.COMMANDS)
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
@ApiResponse(
    responseCode = "202",
    description = "accepted and in the journal",
    content = @Content(schema = @Schema(implementation = AcceptedReply.class)))
@ApiResponse(
    responseCode = "400",
    description = "the body is not right",
    content = @Content(schema = @Schema(implementation = ErrorReply.class)))
@ApiResponse(
    responseCode = "401",
    description = "no token, or a wrong one",
    content = @Content(schema = @Schema(implementation = ErrorReply.class)))
@ApiResponse(
    responseCode = "409",
    description = "does not fit; the error says why",
    content = @Content(schema = @Schema(implementation = ErrorReply.class)))
@ApiResponse(
    responseCode = "412",
    description = "the state has changed since the client saw it",
    content = @Content(schema = @Schema(implementation = ErrorReply.class)))
@ApiResponse(
    responseCode = "429",
    description = "too many wrong tokens",
    content = @Content(schema = @Schema(implementation = ErrorReply.class)))
@ApiResponse(
    responseCode = "503",
    description = "the control cycle does not answer",
    content = @Content(schema = @Schema(implementation = ErrorReply.class)))
@SecurityRequirement(name = "token")
final class CommandsController {
  /**
   * How long the control thread's answer is awaited, in s of wall time; it comes within a few
   * cycles of 0.1 s.
   */
  static final int ANSWER_SECONDS = 5;

  /** Longest time for which an alarm is put aside, in min. */
  private static final int MOST_MINUTES = 60;

  private final ControlRoom room;

  CommandsController(ControlRoom room) {
    this.room = room;
  }

  /** Leaves STOPPED: solvent flows, the bath heats, the campaign goes on. */
  @Post("/start")
  CompletionStage<HttpResponse<?>> start(HttpRequest<?> request, @Body CommandBody body) {
    return submit(CommandName.START, request, new Command.Start(origin(body)));
  }

  /** Reactive feeds off, solvent on, cool. */
  @Post("/hold")
  CompletionStage<HttpResponse<?>> hold(HttpRequest<?> request, @Body CommandBody body) {
    return submit(CommandName.HOLD, request, new Command.Hold(origin(body)));
  }

  /** Ends a hold. */
  @Post("/resume")
  CompletionStage<HttpResponse<?>> resume(HttpRequest<?> request, @Body CommandBody body) {
    return submit(CommandName.RESUME, request, new Command.Resume(origin(body)));
  }

  /** Flushes, cools and stops. */
  @Post("/stop")
  CompletionStage<HttpResponse<?>> stop(HttpRequest<?> request, @Body CommandBody body) {
    return submit(CommandName.STOP, request, new Command.Stop(origin(body)));
  }

  /** Safe stop at once. */
  @Post("/abort")
  CompletionStage<HttpResponse<?>> abort(HttpRequest<?> request, @Body CommandBody body) {
    return submit(CommandName.ABORT, request, new Command.Abort(origin(body)));
  }

  /** Leaves ABORTED when no trip is active any more; demands a reason. */
  @Post("/clear")
  CompletionStage<HttpResponse<?>> clear(HttpRequest<?> request, @Body CommandBody body) {
    return submit(
        CommandName.CLEAR,
        request,
        new Command.Clear(withReason(origin(body), "why it is safe to go on")));
  }

  /** Says that an alarm has been seen. */
  @Post("/acknowledge")
  CompletionStage<HttpResponse<?>> acknowledge(HttpRequest<?> request, @Body AcknowledgeBody body) {
    Origin origin = origin(new CommandBody(body.operator(), body.reason()));
    return submit(CommandName.ACKNOWLEDGE, request, new Command.Acknowledge(origin, body.alarm()));
  }

  /** Puts an alarm aside for a while; demands a reason. */
  @Post("/shelve")
  CompletionStage<HttpResponse<?>> shelve(HttpRequest<?> request, @Body ShelveBody body) {
    Origin origin =
        withReason(
            origin(new CommandBody(body.operator(), Optional.of(body.reason()))),
            "why the alarm may be put aside");
    if (!(body.minutes() >= 1.0 && body.minutes() <= MOST_MINUTES)) {
      throw new RefusedRequest(
          "minutes must be from 1 to %d min, was %s min"
              .formatted(MOST_MINUTES, Decimal.shortest(body.minutes())));
    }
    Duration span = Duration.ofSeconds(Math.round(60.0 * body.minutes()));
    return submit(CommandName.SHELVE, request, new Command.Shelve(origin, body.alarm(), span));
  }

  /** Says that the waste vessel is empty now. */
  @Post("/empty-waste")
  CompletionStage<HttpResponse<?>> emptyWaste(HttpRequest<?> request, @Body CommandBody body) {
    return submit(CommandName.EMPTY_WASTE, request, new Command.EmptyWaste(origin(body)));
  }

  /** Says how much a feed's vessel holds now; demands the lot number as the reason. */
  @Post("/refill")
  CompletionStage<HttpResponse<?>> refill(HttpRequest<?> request, @Body RefillBody body) {
    Origin origin =
        withReason(origin(new CommandBody(body.operator(), body.reason())), "the lot number");
    FeedLine line = feedLine(body.feed());
    if (!(body.volumeMl() >= 0.0 && body.volumeMl() * 1e3 <= line.capacity().microlitres())) {
      throw new RefusedRequest(
          "volume_ml of %s must be from 0 to its capacity of %s mL, was %s mL"
              .formatted(
                  body.feed(),
                  Decimal.shortest(line.capacity().microlitres() / 1e3),
                  Decimal.shortest(body.volumeMl())));
    }
    Volume volume = new Volume(body.volumeMl() * 1e3);
    return submit(
        CommandName.REFILL, request, new Command.Refill(origin, line.feed().name(), volume));
  }

  /** Ends the present run without a result; demands a reason. */
  @Post("/void-run")
  CompletionStage<HttpResponse<?>> voidRun(HttpRequest<?> request, @Body CommandBody body) {
    return submit(
        CommandName.VOID_RUN,
        request,
        new Command.VoidRun(withReason(origin(body), "why the run is void")));
  }

  /** Asks the campaign to run conditions of the operator's own next. */
  @Post("/run-point")
  CompletionStage<HttpResponse<?>> runPoint(HttpRequest<?> request, @Body RunPointBody body) {
    Origin origin = origin(new CommandBody(body.operator(), body.reason()));
    Optional<String> whyNot = whyNoPoint();
    if (whyNot.isPresent()) {
      return CompletableFuture.completedFuture(
          HttpResponse.status(HttpStatus.CONFLICT).body(new ErrorReply(whyNot.get())));
    }
    try {
      return submit(
          CommandName.RUN_POINT,
          request,
          new Command.RunPoint(
              origin,
              new FeedComposition(body.feedComposition()),
              TimeSpan.ofMinutes(body.residenceTimeMin()),
              new Temperature(body.temperatureCelsius()),
              new Concentration(body.totalMonomerMolPerLitre()),
              new Concentration(body.initiatorMolPerLitre()),
              body.ramp().map(RunPointBody.RampBody::ramp)));
    } catch (IllegalArgumentException impossible) {
      throw new RefusedRequest(String.valueOf(impossible.getMessage()));
    }
  }

  private Optional<String> whyNoPoint() {
    Optional<CampaignStatus> campaign = room.snapshot().get().campaign();
    if (campaign.isEmpty()) {
      return Optional.of("there is no campaign that could run a point");
    }
    if (campaign.get().waiting().size() >= CampaignLedger.MOST_ASKED) {
      return Optional.of(
          "%d points wait already; that is the most".formatted(campaign.get().waiting().size()));
    }
    return switch (campaign.get().state()) {
      case REACHED, EXHAUSTED, STOPPED ->
          Optional.of(
              "campaign %s has ended: %s"
                  .formatted(campaign.get().name(), campaign.get().stateReason()));
      case WAITING, PROPOSING, RUNNING, BLOCKED -> Optional.empty();
    };
  }

  private CompletionStage<HttpResponse<?>> submit(
      CommandName name, HttpRequest<?> request, Command command) {
    Optional<HttpResponse<?>> stale = name == CommandName.ABORT ? Optional.empty() : stale(request);
    if (stale.isPresent()) {
      return CompletableFuture.completedFuture(stale.get());
    }
    return room.desk()
        .submit(command)
        .copy()
        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .handle(
            (acceptance, failure) ->
                failure == null ? answer(name, acceptance) : noAnswer(failure));
  }

  private Optional<HttpResponse<?>> stale(HttpRequest<?> request) {
    LabSnapshot snapshot = room.snapshot().get();
    StateVersion version = StateVersion.of(snapshot);
    return request
        .getHeaders()
        .findFirst(HttpHeaders.IF_MATCH)
        .filter(seen -> !version.satisfies(seen))
        .map(
            seen ->
                HttpResponse.<ErrorReply>status(HttpStatus.PRECONDITION_FAILED)
                    .header(HttpHeaders.ETAG, version.tag())
                    .body(
                        new ErrorReply(
                            "the state has changed since you saw it; it is now "
                                + snapshot.reactor().state())));
  }

  private static HttpResponse<?> answer(CommandName name, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted accepted ->
          HttpResponse.accepted().body(new AcceptedReply(name.word(), accepted.sequence()));
      case Acceptance.Refused refused ->
          HttpResponse.status(HttpStatus.CONFLICT).body(new ErrorReply(refused.reason()));
    };
  }

  private static HttpResponse<?> noAnswer(Throwable failure) {
    String error =
        failure instanceof TimeoutException
            ? "no answer from the control cycle within "
                + ANSWER_SECONDS
                + " s; the command may still be taken"
            : "the command was not taken: " + failure.getMessage();
    return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).body(new ErrorReply(error));
  }

  private static Origin origin(CommandBody body) {
    return new Origin(
        checked("operator", body.operator(), 1, 80),
        checked("reason", body.reason().orElse(""), 0, 500));
  }

  private static String checked(String field, String text, int shortest, int longest) {
    String stripped = text.strip();
    if (stripped.length() < shortest || stripped.length() > longest) {
      throw new RefusedRequest(
          "%s must have from %d to %d characters, had %d"
              .formatted(field, shortest, longest, stripped.length()));
    }
    if (!OneLine.isClean(stripped)) {
      throw new RefusedRequest(field + " must be one line without control characters");
    }
    return stripped;
  }

  private static Origin withReason(Origin origin, String what) {
    if (origin.reason().isEmpty()) {
      throw new RefusedRequest("reason must say " + what);
    }
    return origin;
  }

  private FeedLine feedLine(String name) {
    return room.reactor().feeds().stream()
        .filter(line -> line.feed().name().text().equals(name))
        .findFirst()
        .orElseThrow(() -> new RefusedRequest("there is no feed '" + name + "'"));
  }
}
