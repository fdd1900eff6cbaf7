package dev.weir.device.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weir.device.profile.TestProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors use, held against every profile by a validator not written here. */
final class ProfileSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonSchema schema() throws IOException {
    JsonNode written =
        JSON.readTree(Files.readString(TestProfiles.folder().resolve("schema.json")));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(written);
  }

  private static JsonNode document(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  @TestFactory
  Stream<DynamicTest> everyProfileFitsTheSchema() throws IOException {
    JsonSchema schema = schema();
    return TestProfiles.files().stream()
        .map(
            file ->
                dynamicTest(
                    String.valueOf(file.getFileName()),
                    () -> assertThat(schema.validate(document(Files.readString(file)))).isEmpty()));
  }

  @Test
  void theSchemaRefusesAMisspeltKeyAndAWordThatDoesNotExist() throws IOException {
    Path file = TestProfiles.folder().resolve("lauda.yaml");
    String good = Files.readString(file);
    assertThat(schema().validate(document(good.replace("capabilities:", "capabilitys:"))))
        .isNotEmpty();
    assertThat(schema().validate(document(good.replace("kind: line", "kind: lines")))).isNotEmpty();
  }
}
