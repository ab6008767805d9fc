#!/bin/sh
# The Azure CLI, as it is typed: the ids of all users, one a line.
set -eu
# Telemetry would be sent by a process that outlives the command, and its home.
export AZURE_CORE_COLLECT_TELEMETRY=false
login() {
  az login --service-principal --allow-no-subscriptions --only-show-errors --output none \
    --tenant "$TENANT_ID" --username "$CLIENT_ID" "$@"
}
case "$CREDENTIAL" in
  secret) login --password "$CLIENT_SECRET" ;;
  certificate) login --certificate "$BUNDLE_FILE" ;;
  federated) login --federated-token "$(cat "$ASSERTION_FILE")" ;;
esac
az ad user list --query '[].id' --output tsv
