package org.tellers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final List<String> SERVICES = Project.find().databases().services();

    @Test
    void withoutABaseThePortsAreThoseOfTheDocumentation() {
        var ports = Ports.shifted(SERVICES, 0);
        assertThat(ports.of(Ports.VOTERS)).isEqualTo(8080);
        assertThat(ports.of(Ports.HQ)).isEqualTo(8090);
        assertThat(ports.of(Ports.MAIL_PAGE)).isEqualTo(8025);
        assertThat(ports.of(Ports.SMTP)).isEqualTo(1025);
        assertThat(ports.of(Ports.KEYCLOAK)).isEqualTo(8180);
        assertThat(ports.of(Ports.POSTGRES)).isEqualTo(15432);
        assertThat(ports.of(Ports.KAFKA)).isEqualTo(19092);
        assertThat(SERVICES.stream().map(ports::http)).containsExactly(8101, 8102, 8103, 8104, 8105);
        assertThat(SERVICES.stream().map(ports::management)).containsExactly(9101, 9102, 9103, 9104, 9105);
    }

    @Test
    void theBaseShiftsEveryPort() {
        var usual = Ports.shifted(SERVICES, 0).byName();
        var shifted = Ports.shifted(SERVICES, 20000).byName();
        assertThat(shifted.keySet()).isEqualTo(usual.keySet());
        usual.forEach((name, port) -> assertThat(shifted.get(name)).as(name).isEqualTo(port + 20000));
    }

    @Test
    void aBaseThatWouldLeaveTheRangeOfPortsIsRefusedByName() {
        for (var base : new int[] {-1, 46443, 70000}) {
            assertThatThrownBy(() -> Ports.shifted(SERVICES, base))
                    .isInstanceOf(PartException.class)
                    .hasMessageContaining("TELLERS_PORT_BASE is " + base);
        }
        assertThat(Ports.shifted(SERVICES, 46442).of(Ports.KAFKA_CONTROLLER)).isEqualTo(65535);
    }

    @Test
    void freePortsDiffer() {
        var ports = Ports.free(SERVICES).byName().values();
        assertThat(new HashSet<>(ports)).hasSameSizeAs(ports);
    }

    @Test
    void aPortBaseThatIsNoNumberIsNamed() {
        assertThat(Launcher.portBase(Map.of())).isZero();
        assertThat(Launcher.portBase(Map.of("TELLERS_PORT_BASE", "20000"))).isEqualTo(20000);
        assertThatThrownBy(() -> Launcher.portBase(Map.of("TELLERS_PORT_BASE", "high")))
                .isInstanceOf(PartException.class)
                .hasMessage("TELLERS_PORT_BASE is \"high\": it is added to every port, use a whole number");
    }
}
