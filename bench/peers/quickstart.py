"""The quickstart's way, following nextLinks: msal for the token, requests for the pages.

https://learn.microsoft.com/entra/identity-platform/quickstart-daemon-app-python-acquire-token
"""
import json
import os
import resource
import sys

import msal
import requests

env = os.environ


class PlainHttp(requests.Session):
    """MSAL takes https authorities only; the emulated tenant is plain http, for everybody alike."""

    def request(self, method, url, **options):
        response = super().request(method, url.replace("https://", "http://", 1), **options)
        if "openid-configuration" in url:
            response._content = response.content.replace(b'"http://', b'"https://')
        return response


app = msal.ConfidentialClientApplication(
    env["CLIENT_ID"],
    authority=f"{env['ORIGIN']}/{env['TENANT']}".replace("http://", "https://", 1),
    client_credential=env["CLIENT_SECRET"],
    instance_discovery=False,
    http_client=PlainHttp(),
)
token = app.acquire_token_for_client(scopes=["https://graph.microsoft.com/.default"])["access_token"]

session = requests.Session()
session.headers["Authorization"] = f"Bearer {token}"
url = f"{env['ORIGIN']}/v1.0/users?$select={env['SELECT']}&$top={env['TOP']}"
users = []
while url:
    page = session.get(url).json()
    users += page["value"]
    url = page.get("@odata.nextLink")
with open(env["OUTPUT"], "w") as file:
    json.dump(users, file)
usage = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: it begins with the memory of whoever started the process.
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
measured = {"peakRss": peak, "cpuSeconds": usage.ru_utime + usage.ru_stime}
json.dump({"users": len(users), "distinct": len({user["id"] for user in users}), **measured}, sys.stdout)
