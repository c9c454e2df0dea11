package dev.sextant.contract.wecube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.BucketSpec;
import dev.sextant.contract.manifest.Capability;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.DatabaseSpec;
import dev.sextant.contract.manifest.Dimension;
import dev.sextant.contract.manifest.DynamicModel;
import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.HealthCheck;
import dev.sextant.contract.manifest.HttpMethod;
import dev.sextant.contract.manifest.IgnoredPart;
import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.MenuSpec;
import dev.sextant.contract.manifest.ObjectSpec;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.RoleSpec;
import dev.sextant.contract.manifest.ServiceKind;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceRoles;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.manifest.VariableScope;
import dev.sextant.contract.manifest.VariableSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RegisterReaderTests {

    private static ManifestResult.Valid complete;
    private static PluginManifest manifest;

    @BeforeAll
    static void readIt() throws IOException {
        complete = Registrations.valid(Registrations.resource("complete.xml"));
        manifest = complete.manifest();
    }

    @Test
    void readsIdentityAndDependencies() {
        assertThat(manifest.format()).isEqualTo(ManifestFormat.WECUBE);
        assertThat(manifest.name()).isEqualTo("net-tools");
        assertThat(manifest.version()).hasToString("2.1.0");
        assertThat(manifest.writtenVersion()).isEqualTo("v2.1.0");
        assertThat(manifest.requires().plugins().get("cmdb")).hasToString(">=1.2.0");
        assertThat(manifest.requires().wecube()).hasToString(">=3.0.0");
        assertThat(manifest.requires().platform()).isNull();
    }

    @Test
    void readsMenusAndRoles() {
        assertThat(manifest.menus())
                .extracting(MenuSpec::code, MenuSpec::dimension, MenuSpec::page)
                .containsExactly(
                        tuple("JOBS_PORT_CHECK", Dimension.TASKS, "/net-tools/checks"),
                        tuple("ADMIN_NET_TOOLS", Dimension.ADMINISTRATION, "/net-tools/settings"));
        assertThat(manifest.menus().get(0).title().zh()).isEqualTo("端口检查");
        assertThat(manifest.roles())
                .extracting(RoleSpec::name, RoleSpec::menus)
                .containsExactly(
                        tuple("OPERATOR", List.of("JOBS_PORT_CHECK", "ADMIN_NET_TOOLS")),
                        tuple("ADMIN", List.of("JOBS_PORT_CHECK", "ADMIN_NET_TOOLS")));
    }

    @Test
    void readsTheDataModel() {
        assertThat(manifest.entities().get(0).attributes())
                .extracting(AttributeSpec::name, AttributeSpec::required, AttributeSpec::reference, AttributeSpec::many)
                .containsExactly(
                        tuple("id", false, null, false),
                        tuple("port", true, null, false),
                        tuple("host", false, new EntityName("cmdb", "host"), false),
                        tuple("tags", false, null, true));
        assertThat(manifest.entities().get(1).attributes().get(0).reference())
                .isEqualTo(new EntityName("net-tools", "check"));
        assertThat(manifest.dynamicModel()).isNull();
    }

    @Test
    void readsVariablesWithTheirScopes() {
        assertThat(manifest.variables())
                .extracting(VariableSpec::name, VariableSpec::scope, VariableSpec::defaultValue)
                .containsExactly(
                        tuple("NET_TIMEOUT", VariableScope.PLUGIN, "5"),
                        tuple("NET_PREFIX", VariableScope.GLOBAL, "!,%"),
                        tuple("NET_PROXY", VariableScope.PLUGIN, null),
                        tuple("NET_OTHER", VariableScope.PLUGIN, null));
    }

    @Test
    void readsEveryContainer() {
        assertThat(manifest.containers())
                .extracting(ContainerSpec::name, ContainerSpec::image, ContainerSpec::port)
                .containsExactly(
                        tuple("net-tools-v2.1.0", "net-tools:v2.1.0", 9000),
                        tuple("net-probe-v2.1.0", "net-probe:v2.1.0", 9001));
        ContainerSpec first = manifest.containers().get(0);
        assertThat(first.ports()).containsEntry("monitor", 9100).containsEntry("port-5000", 5000);
        assertThat(first.volumes())
                .containsEntry("net-tools-log", "/var/log/net-tools")
                .containsEntry("opt-certs", "/certs")
                .hasSize(2);
        assertThat(first.environment())
                .containsEntry("DB_HOST", "{{DB_HOST}}")
                .containsEntry("PREFIXES", "!,%")
                .containsEntry("LEVEL", "{{NET_LEVEL}}");
        assertThat(first.capabilities()).containsExactly(Capability.WRITABLE_ROOT);
        assertThat(first.health()).isEqualTo(new HealthCheck.Tcp());
    }

    @Test
    void readsEveryDatabaseAndBucket() {
        assertThat(manifest.databases())
                .containsExactly(
                        new DatabaseSpec("main", "net_tools", null, "init.sql", "upgrade.sql"),
                        new DatabaseSpec("net_history", "net_history", null, "history.sql", null));
        assertThat(manifest.buckets()).extracting(BucketSpec::name).containsExactly("net-tools", "net-templates");
        assertThat(manifest.buckets().get(1).files()).containsEntry("templates/one.json", "one.json");
    }

    @Test
    void readsObjects() {
        assertThat(manifest.objects()).extracting(ObjectSpec::name).containsExactly("port", "range");
        ObjectSpec port = manifest.objects().get(0);
        assertThat(port.expression()).isEqualTo("cmdb:host~(host)cmdb:port");
        assertThat(port.properties().get(0).from()).hasToString("expression: cmdb:port.number");
        assertThat(port.properties().get(1).secret()).isTrue();
        assertThat(port.properties().get(1).defaultValue()).isEqualTo("none");
        assertThat(port.properties().get(2).type()).isEqualTo(ParameterType.ARRAY);
        assertThat(port.properties().get(2).object()).isEqualTo("range");
        assertThat(manifest.objects().get(1).properties().get(0).from()).hasToString("variable: NET_FROM");
    }

    @Test
    void readsServices() {
        assertThat(manifest.services())
                .extracting(ServiceSpec::name, ServiceSpec::kind, ServiceSpec::mode, ServiceSpec::method)
                .containsExactly(
                        tuple("port(linux)/check", ServiceKind.EXECUTION, ServiceMode.ASYNC, HttpMethod.PUT),
                        tuple("ticket/approve", ServiceKind.APPROVAL, ServiceMode.ASYNC, HttpMethod.POST),
                        tuple("ticket/ask", ServiceKind.FORM, ServiceMode.SYNC, HttpMethod.POST));
        ServiceSpec check = manifest.services().get(0);
        assertThat(check.path()).isEqualTo("/net-tools/v1/ports/check");
        assertThat(check.target()).isEqualTo(new EntityName("cmdb", "host"));
        assertThat(check.filter()).isEqualTo("{state eq 'created'}{os eq 'linux'}");
        assertThat(check.roles()).isEqualTo(new ServiceRoles(List.of("ADMIN"), List.of("OPERATOR")));
    }

    @Test
    void readsParameters() {
        ServiceSpec check = manifest.services().get(0);

        assertThat(check.input())
                .extracting(InputParameter::name, InputParameter::required, one -> String.valueOf(one.from()))
                .containsExactly(
                        tuple("seed", true, "variable: NET_SEED"),
                        tuple(
                                "address",
                                true,
                                "expression: cmdb:host{code eq  'A'}~(host)cmdb:port.number>cmdb:host.ip"),
                        tuple("port", false, "constant"),
                        tuple("trace", false, "context"),
                        tuple("ports", false, "object"),
                        tuple("hints", false, "null"));
        assertThat(check.input().get(0).secret()).isTrue();
        assertThat(check.input().get(2).defaultValue()).isEqualTo("80");
        assertThat(check.input().get(4).object()).isEqualTo("port");
        assertThat(check.input().get(4).items()).isEqualTo(ParameterType.OBJECT);
        assertThat(check.output())
                .extracting(OutputParameter::name, one -> String.valueOf(one.to()))
                .containsExactly(
                        tuple("errorCode", "context"),
                        tuple("state", "expression: cmdb:host.state"),
                        tuple("mark", "assign: checked"));
    }

    @Test
    void listsWhatHasNoMeaningHere() {
        assertThat(complete.ignored())
                .extracting(IgnoredPart::line, IgnoredPart::path)
                .contains(
                        tuple(2, "package/@edition"),
                        tuple(4, "package/packageDependencies[1]/packageDependency[1]/@version"),
                        tuple(15, "package/dataModel[1]/entity[1]/attribute[3]/@refVersion"),
                        tuple(27, "package/systemParameters[1]/systemParameter[4]/@scopeType"));
        assertThat(complete.ignored())
                .extracting(IgnoredPart::reason)
                .anyMatch(reason -> reason.contains("time zone"))
                .anyMatch(reason -> reason.contains("/opt/certs"))
                .anyMatch(reason -> reason.contains("'5000'"));
        assertThat(complete.ignored()).hasSize(7);
    }

    @Test
    void readsTheLaterDialect() throws IOException {
        ManifestResult.Valid later = Registrations.valid(Registrations.resource("later.xml"));

        PluginManifest read = later.manifest();
        assertThat(read.entities().get(0).attributes().get(0).reference()).isEqualTo(new EntityName("store", "shelf"));
        assertThat(read.dynamicModel()).isEqualTo(new DynamicModel(HttpMethod.GET, "/stock/v1/data-model"));
        assertThat(read.containers().get(0).image()).isEqualTo("stock:latest");
        assertThat(read.containers().get(0).port()).isEqualTo(21000);
        ServiceSpec count = read.services().get(0);
        assertThat(count.target()).isEqualTo(new EntityName("stock", "item"));
        assertThat(count.input().get(0).defaultValue()).isEqualTo("all");
        assertThat(count.output().get(0).to()).hasToString("assign: counted");
        assertThat(later.ignored())
                .extracting(IgnoredPart::line, IgnoredPart::column, IgnoredPart::path)
                .containsExactly(
                        tuple(9, 57, "package/resourceDependencies[1]/docker[1]/@portBindings"),
                        tuple(12, 49, "package/plugins[1]/plugin[1]/@colour"),
                        tuple(20, 17, "package/plugins[1]/plugin[1]/interface[1]/note"));
    }

    @Test
    void survivesTheWayThroughJson() throws IOException {
        JsonMapper json = JsonMapper.shared();
        for (String name : List.of("complete.xml", "later.xml")) {
            PluginManifest read =
                    Registrations.valid(Registrations.resource(name)).manifest();
            assertThat(json.readValue(json.writeValueAsString(read), PluginManifest.class))
                    .isEqualTo(read);
        }
    }

    @Test
    void tellsEveryProblemAtOnceWithItsPosition() {
        ManifestResult result = Registrations.read("""
                <package version="one">
                  <resourceDependencies>
                    <docker imageName="--privileged" portBindings="x"/>
                    <mysql schema="a" initFileName="../init.sql"/>
                  </resourceDependencies>
                  <plugins>
                    <plugin name="p">
                      <interface action="a" path="/p/../x"
                                 type="APP"/>
                    </plugin>
                  </plugins>
                </package>
                """);

        assertThat(((ManifestResult.Invalid) result).problems())
                .extracting(ManifestProblem::line, ManifestProblem::column)
                .containsExactly(
                        tuple(1, 1),
                        tuple(1, 10),
                        tuple(3, 13),
                        tuple(3, 38),
                        tuple(4, 23),
                        tuple(8, 29),
                        tuple(9, 18));
    }

    @Test
    void countsWhatABrokenTextHoldsSoFar() {
        ManifestResult result = Registrations.read(Registrations.MINIMAL.replace("</plugin>", "</plugins>"));

        assertThat(result).isInstanceOf(ManifestResult.Invalid.class);
        assertThat(result.outline().name()).isEqualTo("tiny");
        assertThat(result.outline().counts().parameters()).isEqualTo(1);
        assertThat(((ManifestResult.Invalid) result).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(12));
    }
}
