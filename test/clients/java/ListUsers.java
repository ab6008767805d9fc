import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import java.io.FileInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MSAL for Java: the ids of all users, one a line. */
public class ListUsers {
  private static final Map<String, String> env = System.getenv();
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("\"@odata.nextLink\":\"([^\"]+)\"");

  public static void main(String[] arguments) throws Exception {
    ConfidentialClientApplication app =
        ConfidentialClientApplication.builder(env.get("CLIENT_ID"), credential())
            .authority("https://login.microsoftonline.com/" + env.get("TENANT_ID"))
            .build();
    Set<String> scopes = Set.of("https://graph.microsoft.com/.default");
    String token = app.acquireToken(ClientCredentialParameters.builder(scopes).build()).get().accessToken();
    String url = "https://graph.microsoft.com/v1.0/users?$select=id";
    while (url != null) url = printPage(url, token);
  }

  private static IClientCredential credential() throws Exception {
    switch (env.get("CREDENTIAL")) {
      case "secret":
        return ClientCredentialFactory.createFromSecret(env.get("CLIENT_SECRET"));
      case "certificate":
        try (FileInputStream pfx = new FileInputStream(env.get("PFX_FILE"))) {
          return ClientCredentialFactory.createFromCertificate(pfx, env.get("PFX_PASSWORD"));
        }
      default:
        return ClientCredentialFactory.createFromClientAssertion(Files.readString(Path.of(env.get("ASSERTION_FILE"))));
    }
  }

  /** Prints the ids of a page. Returns the link to the next one, or null. */
  private static String printPage(String url, String token) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new Exception(url + " answered " + response.statusCode() + ": " + response.body());
    }
    Matcher ids = ID.matcher(response.body());
    while (ids.find()) System.out.println(ids.group(1));
    Matcher next = NEXT.matcher(response.body());
    return next.find() ? next.group(1) : null;
  }
}
