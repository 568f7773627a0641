// Validates PDF files against profiles of veraPDF and lists the rules that fail.
//
// usage: java Vera ua1,3a FILE.pdf [FILE.pdf ...]
// exit:  0 every file passes, 1 some fail, 2 unknown profile

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public final class Vera {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean compliant = true;
    for (int i = 1; i < arguments.length; i++) {
      for (String name : arguments[0].split(",")) {
        compliant &= validate(new File(arguments[i]), profile(name));
      }
    }
    System.exit(compliant ? 0 : 1);
  }

  private static PDFAFlavour profile(String name) {
    PDFAFlavour profile = PDFAFlavour.fromString(name);
    if (profile == null || profile == PDFAFlavour.NO_FLAVOUR) {
      System.err.println("unknown profile " + name);
      System.exit(2);
    }
    return profile;
  }

  private static boolean validate(File file, PDFAFlavour profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, true)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS" : "FAIL";
      System.out.println(
          verdict + " " + profile.getId() + " " + file.getName()
              + " assertions=" + result.getTotalAssertions());
      failures(result).forEach((rule, count) -> System.out.println("   " + count + "x " + rule));
      return result.isCompliant();
    }
  }

  /** How often each rule failed. */
  private static Map<String, Integer> failures(ValidationResult result) {
    Map<String, Integer> failures = new TreeMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.PASSED) {
        String rule = assertion.getRuleId().getSpecification().getId()
            + " " + assertion.getRuleId().getClause()
            + " t" + assertion.getRuleId().getTestNumber()
            + ": " + assertion.getMessage();
        failures.merge(rule, 1, Integer::sum);
      }
    }
    return failures;
  }
}
