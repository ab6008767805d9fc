"""The Graph SDK for Python with azure-identity: the ids of all users, one a line."""

import asyncio
import os

from azure.identity.aio import CertificateCredential, ClientAssertionCredential, ClientSecretCredential
from msgraph import GraphServiceClient
from msgraph.generated.users.users_request_builder import UsersRequestBuilder


def credential():
    ids = (os.environ["TENANT_ID"], os.environ["CLIENT_ID"])
    kind = os.environ["CREDENTIAL"]
    if kind == "secret":
        return ClientSecretCredential(*ids, os.environ["CLIENT_SECRET"])
    if kind == "certificate":
        return CertificateCredential(*ids, os.environ["BUNDLE_FILE"])
    with open(os.environ["ASSERTION_FILE"]) as file:
        assertion = file.read()
    return ClientAssertionCredential(*ids, lambda: assertion)


async def main():
    async with credential() as signed_in:
        users = GraphServiceClient(signed_in, ["https://graph.microsoft.com/.default"]).users
        query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(select=["id"])
        page = await users.get(UsersRequestBuilder.UsersRequestBuilderGetRequestConfiguration(query_parameters=query))
        while True:
            for user in page.value:
                print(user.id)
            if not page.odata_next_link:
                return
            page = await users.with_url(page.odata_next_link).get()


asyncio.run(main())
