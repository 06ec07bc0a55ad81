package org.concierge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The texts that the code of a class uses, as the compiler has joined them: literals, text blocks,
 * values of annotations. Of a concatenation that only run time can finish, {@code \u0001} stands
 * for each part that is not known. A constant that is only a part of others is not a text.
 */
final class TextConstants extends ClassVisitor {
  private static final int API = Opcodes.ASM9;

  private final List<String> texts = new ArrayList<>();

  private TextConstants() {
    super(API);
  }

  static List<String> of(URI classFile) {
    try (InputStream in = classFile.toURL().openStream()) {
      TextConstants constants = new TextConstants();
      new ClassReader(in).accept(constants, ClassReader.SKIP_DEBUG);
      return constants.texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Object constant) {
    if (constant instanceof String text) {
      texts.add(text);
    }
  }

  @Override
  public AnnotationVisitor visitAnnotation(String type, boolean visible) {
    return new Values();
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String type, String signature, Object value) {
    return new FieldVisitor(API) {
      @Override
      public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        return new Values();
      }
    };
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String type, String signature, String[] exceptions) {
    return new Code();
  }

  private final class Code extends MethodVisitor {
    Code() {
      super(API);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
      return new Values();
    }

    @Override
    public void visitLdcInsn(Object constant) {
      add(constant);
    }

    /** A concatenation is one of these; its pattern is the first argument. */
    @Override
    public void visitInvokeDynamicInsn(
        String name, String type, Handle bootstrap, Object... arguments) {
      List.of(arguments).forEach(TextConstants.this::add);
    }
  }

  private final class Values extends AnnotationVisitor {
    Values() {
      super(API);
    }

    @Override
    public void visit(String name, Object value) {
      add(value);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String type) {
      return this;
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
      return this;
    }
  }
}
