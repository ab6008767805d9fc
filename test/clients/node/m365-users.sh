#!/bin/sh
# The CLI for Microsoft 365, as it is typed: the ids of all users, one a line.
set -eu
export CLIMICROSOFT365_DISABLETELEMETRY=1
m365() {
  "$NODE" "$PACKAGES/node_modules/@pnp/cli-microsoft365/dist/index.js" "$@"
}
login() {
  m365 login --tenant "$TENANT_ID" --appId "$CLIENT_ID" --output none "$@"
}
case "$CREDENTIAL" in
  secret) login --authType secret --secret "$CLIENT_SECRET" ;;
  certificate) login --authType certificate --certificateFile "$PFX_FILE" --password "$PFX_PASSWORD" ;;
  # It asks the job's OIDC provider itself.
  federated) login --authType federatedIdentity ;;
esac
m365 entra user list --properties id --output json --query '[].id' | sed -n 's/^ *"\(.*\)",\{0,1\}$/\1/p'
