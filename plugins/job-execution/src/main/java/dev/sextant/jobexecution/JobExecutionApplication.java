package dev.sextant.jobexecution;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the job-execution plugin: scripts on hosts over SSH. */
@SpringBootApplication
public class JobExecutionApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(JobExecutionApplication.class, arguments);
    }
}
