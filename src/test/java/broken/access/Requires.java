package broken.access;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the annotation of the same name in the product. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {}
