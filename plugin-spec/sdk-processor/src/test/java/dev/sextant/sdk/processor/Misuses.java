package dev.sextant.sdk.processor;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Code that cannot become a manifest: what is told, and the code, with a mark at the line where it is to be told. */
final class Misuses {

    private Misuses() {}

    static Stream<Arguments> all() {
        return Stream.concat(services(), values());
    }

    private static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of("takes one argument", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X")
                        void run(In one, In two) {} // here
                        """),
                Arguments.of("is no record; inputs, outputs and entities are records", """
                        @PluginService(name = "x", title = "X")
                        void run(String input) {} // here
                        """),
                Arguments.of("Write Invocation<YourInput>", """
                        @PluginService(name = "x", title = "X")
                        void run(Invocation input) {} // here
                        """),
                Arguments.of("A method that takes an Invocation returns void", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X")
                        In run(Invocation<In> input) { return null; } // here
                        """),
                Arguments.of("'cancel' is for asynchronous services", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X",
                                cancel = true) // here
                        In run(In input) { return null; }
                        """),
                Arguments.of("There are two services 'x'", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X")
                        In run(In input) { return null; }
                        @PluginService(title = "X",
                                name = "x") // here
                        In walk(In input) { return null; }
                        """),
                Arguments.of("There is no @PluginService(name = \"y\")", """
                        record In(String a) {}
                        @PluginPlan("y") // here
                        Plan plan(In input) { return null; }
                        """),
                Arguments.of("write Plan plan(sample.Sample.In input)", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X")
                        In run(In input) { return null; }
                        @PluginPlan("x")
                        void plan(In input) {} // here
                        """),
                Arguments.of("write void heard(Event event)", """
                        @OnEvent("run.changed")
                        void heard(String event) {} // here
                        """));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("'Big Name' is not allowed", """
                        record In(String a) {}
                        @PluginService(title = "X",
                                name = "Big Name") // here
                        In run(In input) { return null; }
                        """),
                Arguments.of("Expected a whole number from 1 to 10000", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X",
                                batch = 20000) // here
                        In run(In input) { return null; }
                        """),
                Arguments.of("which is not under services", """
                        record In(String a) {}
                        @PluginService(name = "x", title = "X",
                                undo = "y") // here
                        In run(In input) { return null; }
                        """),
                Arguments.of("A char has no place in a manifest", """
                        record In(char a) {} // here
                        @PluginService(name = "x", title = "X")
                        In run(In input) { return null; }
                        """),
                Arguments.of("'callbackParameter' belongs to the protocol", """
                        record In(String callbackParameter) {} // here
                        record Out(String b) {}
                        @PluginService(name = "x", title = "X")
                        Out run(In input) { return null; }
                        """),
                Arguments.of("A Secret is for attributes", """
                        record In(Secret a) {} // here
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("Folder holds itself", """
                        record Folder(
                                String name,
                                @Nullable List<Folder> folders) {} // here
                        record In(Folder root) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("'format' is for a parameter, not for a part of one", """
                        record Part(
                                @Parameter(format = "script") // here
                                String text) {}
                        record In(Part part) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("is none of the allowed values a, b", """
                        record Part(
                                @Parameter(allowed = {"a", "b"}, defaultValue = "c") // here
                                String text) {}
                        record In(List<Part> parts) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("A secret has no default", """
                        record In(
                                String b,
                                @Parameter(secret = true, defaultValue = "x") // here
                                String a) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("Expected a number", """
                        record In(
                                String b,
                                @Parameter(minimum = "one") // here
                                int a) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("The default 0 is not from 1 to 9", """
                        record In(
                                String b,
                                @Parameter(minimum = "1", maximum = "9", defaultValue = "0") // here
                                int a) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("Only an integer or a number has a maximum", """
                        record In(
                                String b,
                                @Parameter(maximum = "9") // here
                                String a) {}
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("A list of lists has no place", """
                        @PluginEntity(name = "guest", title = "Guest")
                        record Guest(
                                String name,
                                List<List<String>> tags) {} // here
                        """),
                Arguments.of("'id' ", """
                        @PluginEntity(name = "guest", title = "Guest")
                        record Guest(
                                String name,
                                String id) {} // here
                        """),
                Arguments.of("The example is not JSON", """
                        record In(String a) {}
                        @Example(title = "One",
                                input = "{") // here
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("The example lacks 'a', which the service requires", """
                        record In(String a) {}
                        @Example(title = "One",
                                input = "{}") // here
                        @PluginService(name = "x", title = "X")
                        void run(In input) {}
                        """),
                Arguments.of("The service has no output 'c'; write b", """
                        record In(String a) {}
                        record Out(String b) {}
                        @Example(title = "Two", input = "{\\"a\\": \\"b\\"}",
                                output = "{\\"c\\": 1}") // here
                        @PluginService(name = "x", title = "X")
                        Out run(In input) { return null; }
                        """));
    }
}
