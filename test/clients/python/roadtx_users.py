"""roadtx, as it is typed: signs in, then asks Graph page by page. The ids of all users, one a line."""

import json
import os
import subprocess
import sys
from pathlib import Path

roadtx = Path(sys.executable).with_name("roadtx")


def run(*words):
    done = subprocess.run([roadtx, *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"roadtx {words[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def sign_in():
    ids = ["-t", os.environ["TENANT_ID"], "-c", os.environ["CLIENT_ID"], "-r", "msgraph"]
    certificate = ["--cert-pem", os.environ["CERTIFICATE_FILE"], "--key-pem", os.environ["KEY_FILE"]]
    kind = os.environ["CREDENTIAL"]
    if kind == "secret":
        run("appauth", *ids, "-p", os.environ["CLIENT_SECRET"])
    elif kind == "certificate":
        run("appauth", *ids, *certificate)
    else:
        # It signs the assertion itself, with the key of an issuer.
        issuer = ["-i", os.environ["ISSUER"], "--subject", os.environ["ISSUER_SUBJECT"]]
        run("federatedappauth", *ids, *issuer, *certificate)


sign_in()
url = "https://graph.microsoft.com/v1.0/users?$select=id"
while url:
    printed = run("graphrequest", url)
    try:
        page = json.loads(printed)
    except json.JSONDecodeError:
        raise SystemExit(printed) from None
    if "value" not in page:
        raise SystemExit(printed)
    for user in page["value"]:
        print(user["id"])
    url = page.get("@odata.nextLink")
