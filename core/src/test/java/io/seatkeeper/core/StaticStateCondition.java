package io.seatkeeper.core;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what a class keeps between engines: static fields that are assigned again, or that hold
 * something with an inside that can change.
 *
 * <p>A private array is let through: it is the table of an enum's numbers or an empty array, and
 * nobody outside can get at it.
 */
final class StaticStateCondition extends ArchCondition<JavaClass> {
  private static final List<Class<?>> NEVER_CHANGE =
      List.of(String.class, Pattern.class, VarHandle.class);

  StaticStateCondition() {
    super("keep nothing static that can change");
  }

  @Override
  public void check(JavaClass checked, ConditionEvents events) {
    for (JavaField field : checked.getFields()) {
      boolean written = !field.getModifiers().contains(JavaModifier.SYNTHETIC);
      if (written && field.getModifiers().contains(JavaModifier.STATIC)) {
        boolean kept = field.getModifiers().contains(JavaModifier.FINAL) && isUnchangeable(field);
        events.add(
            new SimpleConditionEvent(field, kept, field.getFullName() + " is static and changes"));
      }
    }
  }

  private static boolean isUnchangeable(JavaField field) {
    JavaClass type = field.getRawType();
    if (type.isArray()) {
      return field.getModifiers().contains(JavaModifier.PRIVATE);
    }
    if (type.isEquivalentTo(List.class)) {
      return value(field).getClass().getName().startsWith("java.util.ImmutableCollections");
    }
    return type.isPrimitive()
        || type.isEnum()
        || type.isRecord()
        || NEVER_CHANGE.stream().anyMatch(type::isEquivalentTo);
  }

  private static Object value(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return reflected.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field.getFullName(), e);
    }
  }
}
