package io.seatkeeper.core;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;

/**
 * Finds floating point in a class's byte code: in fields, parameters, results, locals and
 * arithmetic.
 *
 * <p>A constant handed straight to a library, such as a collection's load factor, is let through:
 * nothing is computed with it here.
 */
final class FloatingPointCondition extends ArchCondition<JavaClass> {
  private static final List<ClassDesc> FLOATING =
      List.of(
          ConstantDescs.CD_float,
          ConstantDescs.CD_double,
          ConstantDescs.CD_Float,
          ConstantDescs.CD_Double);

  FloatingPointCondition() {
    super("hold, take, return or compute floating point");
  }

  @Override
  public void check(JavaClass checked, ConditionEvents events) {
    ClassModel model = ClassFile.of().parse(bytes(checked));
    for (FieldModel field : model.fields()) {
      report(checked, field.fieldName().stringValue(), isFloating(field.fieldTypeSymbol()), events);
    }
    for (MethodModel method : model.methods()) {
      boolean found =
          isFloating(method.methodTypeSymbol().returnType())
              || method.methodTypeSymbol().parameterList().stream()
                  .anyMatch(FloatingPointCondition::isFloating)
              || method.code().map(FloatingPointCondition::computes).orElse(false);
      report(checked, method.methodName().stringValue() + "()", found, events);
    }
  }

  private static void report(
      JavaClass checked, String member, boolean found, ConditionEvents events) {
    events.add(
        new SimpleConditionEvent(
            checked, found, checked.getName() + "." + member + " uses floating point"));
  }

  private static boolean computes(CodeModel code) {
    for (CodeElement element : code) {
      boolean floating =
          switch (element) {
            case LoadInstruction load -> isFloating(load.typeKind());
            case StoreInstruction store -> isFloating(store.typeKind());
            case OperatorInstruction operator -> isFloating(operator.typeKind());
            case ConvertInstruction convert ->
                isFloating(convert.fromType()) || isFloating(convert.toType());
            case ArrayLoadInstruction load -> isFloating(load.typeKind());
            case ArrayStoreInstruction store -> isFloating(store.typeKind());
            case NewPrimitiveArrayInstruction array -> isFloating(array.typeKind());
            default -> false;
          };
      if (floating) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFloating(TypeKind kind) {
    return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
  }

  private static boolean isFloating(ClassDesc type) {
    ClassDesc element = type;
    while (element.isArray()) {
      element = element.componentType();
    }
    return FLOATING.contains(element);
  }

  private static byte[] bytes(JavaClass checked) {
    try (InputStream in = checked.getSource().orElseThrow().getUri().toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
