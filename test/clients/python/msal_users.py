"""MSAL for Python and requests: the ids of all users, one a line."""

import os

import msal
import requests


def credential():
    kind = os.environ["CREDENTIAL"]
    if kind == "secret":
        return os.environ["CLIENT_SECRET"]
    if kind == "certificate":
        with open(os.environ["KEY_FILE"]) as key, open(os.environ["CERTIFICATE_FILE"]) as certificate:
            return {"private_key": key.read(), "public_certificate": certificate.read()}
    with open(os.environ["ASSERTION_FILE"]) as assertion:
        return {"client_assertion": assertion.read()}


app = msal.ConfidentialClientApplication(
    os.environ["CLIENT_ID"],
    authority=f"https://login.microsoftonline.com/{os.environ['TENANT_ID']}",
    client_credential=credential(),
)
token = app.acquire_token_for_client(scopes=["https://graph.microsoft.com/.default"])
if "access_token" not in token:
    raise SystemExit(f"{token['error']}: {token['error_description']}")

url = "https://graph.microsoft.com/v1.0/users?$select=id"
while url:
    response = requests.get(url, headers={"Authorization": f"Bearer {token['access_token']}"}, timeout=30)
    if not response.ok:
        raise SystemExit(f"{url} answered {response.status_code}: {response.text}")
    page = response.json()
    for user in page["value"]:
        print(user["id"])
    url = page.get("@odata.nextLink")
