package dev.weir.materials.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.materials.formula.Formula;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnergyTableReaderTest {
  private static EnergyTable read(String... lines) throws IOException {
    return EnergyTableReader.read(
        "table.csv", new BufferedReader(new StringReader(String.join("\n", lines))));
  }

  @Test
  void rowsThatASpreadsheetDamagedAreReportedAndSkipped() throws IOException {
    EnergyTable table =
        read("id,Composition,FormationEnergy", "1,Fe2O3,-1.7", "2,2-Feb,-0.3", "3,3-Feb,-0.2");
    assertThat(table.rows()).hasSize(1);
    assertThat(table.skipped())
        .extracting(Object::toString)
        .containsExactly(
            "line 3: '2-Feb': a spreadsheet turned the formula into a date",
            "line 4: '3-Feb': a spreadsheet turned the formula into a date");
  }

  @Test
  void strangeButLegalFormulasAreRead() throws IOException {
    EnergyTable table =
        read(
            "formula,target",
            "Fe0.5O0.5,-1.4",
            "CuSO4·5H2O,-1.9",
            "D2O,-1.0",
            "XeF2,-0.6",
            "He,0.0",
            "Mar-03,-0.3");
    assertThat(table.rows())
        .extracting(row -> row.formula().toString())
        .containsExactly("FeO", "CuH10SO9", "H2O", "XeF2", "He");
    assertThat(table.skipped())
        .extracting(Object::toString)
        .containsExactly("line 7: 'Mar-03': a spreadsheet turned the formula into a date");
  }

  @Test
  void sodiumNitrideIsNoMissingValue() throws IOException {
    EnergyTable table = read("Composition,FormationEnergy", "NaN,1.08");
    assertThat(table.rows())
        .containsExactly(new KnownFormula(Formula.parse("NaN"), new FormationEnergy(1.08)));
  }

  @Test
  void ofOneFormulaTheLowestEnergyIsKept() throws IOException {
    EnergyTable table =
        read("formula,target", "TiO2,-3.3", "Ti2O4,-3.4", "O2Ti,-3.2", "\"NaCl\",-2.1");
    assertThat(table.merged())
        .extracting(Object::toString)
        .containsExactly(
            "line 3: 'Ti2O4': TiO2 is there twice, with -3.300 eV/atom and -3.400 eV/atom; the lower energy is kept",
            "line 4: 'O2Ti': TiO2 is there twice, with -3.400 eV/atom and -3.200 eV/atom; the lower energy is kept");
    assertThat(table.rows())
        .extracting(row -> row.energy().electronvoltsPerAtom())
        .isEqualTo(List.of(-3.4, -2.1));
  }

  @Test
  void anotherUnitIsRefused() {
    assertThatThrownBy(() -> read("formula,formation_energy (kJ/mol)", "NaCl,-411"))
        .hasMessageContaining("energies must be in eV/atom");
    assertThatThrownBy(() -> read("formula,formation_energy", "NaCl,-411", "KCl,-436"))
        .hasMessageContaining("another unit");
    assertThatThrownBy(() -> read("formula,energy", "NaCl,-2.1 eV"))
        .hasMessage(
            "table.csv: no row can be used; line 2: '-2.1 eV': the formation energy is no number");
    assertThatThrownBy(() -> read("formula,mass", "NaCl,58")).hasMessageContaining("no column of");
  }

  @Test
  void whatCannotBeReadIsSkippedWithItsReason() throws IOException {
    EnergyTable table = read("formula,target", "NaCl,-2.1", "Qq2,-1", "KCl,low", "LiF", "CsF,99.0");
    assertThat(table.rows()).hasSize(1);
    assertThat(table.skipped()).hasSize(4);
    assertThat(table.skipped().getLast().reason())
        .isEqualTo("formation energy must be from -12.0 to 12.0 eV/atom, was 99.0");
  }
}
