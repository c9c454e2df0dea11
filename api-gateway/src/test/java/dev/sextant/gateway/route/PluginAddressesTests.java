package dev.sextant.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.gateway.GatewaySettings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PluginAddressesTests {
    private final PluginAddresses addresses =
            new PluginAddresses(new Binder(new MapConfigurationPropertySource(Map.of("x", "y")))
                    .bindOrCreate("sextant.gateway", GatewaySettings.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://172.18.0.2:8080",
                "http://10.1.2.3:1",
                "http://192.168.1.1:65535",
                "http://[fd12:3456::1]:8080"
            })
    void acceptsContainerAddresses(String address) {
        assertThat(addresses.objection(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8081",
                "http://127.1.2.3:8081",
                "http://[::1]:8081",
                "http://[::ffff:127.0.0.1]:8081",
                "http://[::ffff:7f00:1]:8081",
                "http://169.254.169.254:80",
                "http://[::ffff:169.254.169.254]:80",
                "http://[fe80::1]:80",
                "http://[fd00:ec2::254]:80",
                "http://100.100.100.200:80",
                "http://0.0.0.0:80",
                "http://[::]:80",
                "http://224.0.0.1:80",
                "http://255.255.255.255:80",
                "http://8.8.8.8:80",
                "http://localhost:80",
                "http://metadata.google.internal:80",
                "http://2130706433:80",
                "http://0x7f.1:80",
                "http://0177.0.0.1:80",
                "http://10.1:80",
                "http://10.0.0.1",
                "http://10.0.0.1:0",
                "http://user@10.0.0.1:80",
                "http://10.0.0.1:80/",
                "http://10.0.0.1:80/x",
                "http://10.0.0.1:80?x",
                "http://10.0.0.1:80#x",
                "https://10.0.0.1:80",
                "file:///etc/passwd",
                "jar:file:/x!/",
                "ftp://10.0.0.1:80",
                "lb://plugin",
                "forward:/actuator",
                "//10.0.0.1:80",
                "10.0.0.1",
                "",
                "http://",
                "http://10.0.0.1:80 ",
                "http://10.0.0.1:99999",
                "http://#{T(java.lang.Runtime)}:80"
            })
    void refusesEveryOtherAddress(String address) {
        assertThat(addresses.objection(address)).isPresent();
    }
}
