package dev.sextant.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the operator may set of the gateway.
 *
 * @param listen {@code local}: only this machine and its containers may connect; {@code all}: everybody
 * @param coreUrl where the core listens
 * @param authUrl where the auth-server listens
 * @param pluginNetworks the networks that plugin instances may have addresses in; link-local and metadata addresses
 *     are refused whatever is set here
 * @param connections how many connections may be open at once
 * @param inFlight how many requests may be under way at once
 * @param inFlightPerClient how many requests of one client (a token's subject, or an address) may be under way at once
 * @param bodyLimit how large a request body may be
 * @param uploadLimit how large a request body of type application/zip or application/octet-stream may be
 * @param responseTimeout how long a service may be silent before and within its answer
 */
@ConfigurationProperties("sextant.gateway")
public record GatewaySettings(
        @DefaultValue("local") Listen listen,
        @DefaultValue("http://127.0.0.1:8081") URI coreUrl,
        @DefaultValue("http://127.0.0.1:8082") URI authUrl,

        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"})
        List<String> pluginNetworks,

        @DefaultValue("4000") int connections,
        @DefaultValue("2000") int inFlight,
        @DefaultValue("200") int inFlightPerClient,
        @DefaultValue("16MB") DataSize bodyLimit,
        @DefaultValue("2GB") DataSize uploadLimit,
        @DefaultValue("PT5M") Duration responseTimeout) {

    /** Who may connect. */
    public enum Listen {
        LOCAL,
        ALL
    }
}
