#!/bin/sh
# MSAL for Java: runs the one file that is beside this one, without a build.
set -eu
keytool -importcert -noprompt -file "$CA_FILE" -keystore "$HOME/trust.p12" -storepass changeit >/dev/null 2>&1
java -cp "$PACKAGES/*" -Djavax.net.ssl.trustStore="$HOME/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit \
  "$(dirname "$0")/ListUsers.java"
