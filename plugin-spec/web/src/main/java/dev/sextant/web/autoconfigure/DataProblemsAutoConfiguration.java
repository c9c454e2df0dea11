package dev.sextant.web.autoconfigure;

import dev.sextant.web.problem.DataProblemAdvice;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/** Says honestly that a database is away, where there is one. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.dao.DataAccessException")
@Import(DataProblemAdvice.class)
public class DataProblemsAutoConfiguration {}
