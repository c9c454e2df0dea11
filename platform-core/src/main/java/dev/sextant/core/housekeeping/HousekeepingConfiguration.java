package dev.sextant.core.housekeeping;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {
    private static final int STOP_SECONDS = 5;

    /** A thread for each chore: one that waits for a server that hangs keeps no other from its work. */
    @Bean
    ThreadPoolTaskScheduler housekeepingThreads(List<Chore> chores) {
        var threads = new ThreadPoolTaskScheduler();
        threads.setPoolSize(Math.max(1, chores.size()));
        threads.setThreadNamePrefix("housekeeping-");
        threads.setDaemon(true);
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(STOP_SECONDS);
        return threads;
    }
}
