package io.jamesagents.extension;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.inject.Qualifier;

/** What is done now and then: every module may add to it. */
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@Target({METHOD, PARAMETER})
@interface Chore {}
