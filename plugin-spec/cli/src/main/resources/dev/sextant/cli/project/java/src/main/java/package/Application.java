package @package@;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the plugin. */
@SpringBootApplication
public class Application {

    /** Called by the container. */
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
