package io.seatkeeper.server.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a request's field: a number's value, a string's length, or a list's size. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
  /** The longest string a request carries anywhere. */
  int MOST_CHARACTERS = 4096;

  /** The longest list a request carries anywhere. */
  int MOST_ITEMS = 10_000;

  /** The least value, length or size. */
  long least() default 0;

  /** The greatest value, length or size. */
  long most() default Long.MAX_VALUE;

  /** The only strings allowed, in the field or in its list; empty for any. */
  String[] words() default {};
}
