import { X509Certificate } from 'node:crypto';
import type { Identifiers } from '../directory/identifiers.ts';
import { microsoftGraphAppId, microsoftGraphAppRoles, microsoftGraphResources } from './microsoft-graph.ts';
import { type Application, graphDateTime, type ServicePrincipal, type Tenant } from './tenant.ts';

/** The credentials of a seeded application. */
export interface SeededApplication {
  clientId: string;
  clientSecret: string;
}

/** An application that signs in by a certificate alone. */
export interface SeededReader {
  clientId: string;
}

export interface SeededApplications {
  /** May register any application and consent to anything. */
  administrator: SeededApplication;
  /** What a deployment pipeline should have at most: it registers applications and changes only its own. */
  deployer: SeededApplication;
  /** May read the users, and nothing else; only with a certificate for it. */
  reader: SeededReader | undefined;
}

const seededAt = Date.UTC(2016, 0, 4, 9);
const farFuture = '2299-12-31T00:00:00Z';
const administratorRoles = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'Directory.Read.All'];
const deployerRoles = ['Application.ReadWrite.OwnedBy', 'AppRoleAssignment.ReadWrite.All', 'Application.Read.All'];
const readerRoles = ['User.Read.All'];

/**
 * Puts into a new tenant what every tenant has, Microsoft Graph's service principal, and two applications with the
 * rights of an administrator's script and of a deployment pipeline, granted by app role assignments like everyone's.
 *
 * @param defaults the properties of an application that nothing was said about
 * @param readerCertificate PEM; with it, there is an application that reads the users, too
 */
export function seedTenant(
  tenant: Tenant,
  identifiers: Identifiers,
  defaults: Application['properties'],
  readerCertificate?: string,
): SeededApplications {
  const graph = servicePrincipal(identifiers, microsoftGraphAppId, 'Microsoft Graph');
  graph.appRoles = [...microsoftGraphAppRoles];
  graph.servicePrincipalNames.push(...microsoftGraphResources);
  tenant.servicePrincipals.set(graph.id, graph);
  const seed = (displayName: string, roles: readonly string[]) =>
    seedApplication(tenant, graph, scriptApplication(identifiers, displayName, defaults), roles, identifiers);
  return {
    administrator: seed("Administrator's script", administratorRoles),
    deployer: seed('Deployment pipeline', deployerRoles),
    // Last: without it the tenant is the same.
    reader:
      readerCertificate === undefined
        ? undefined
        : seedReader(tenant, graph, { identifiers, defaults, certificate: new X509Certificate(readerCertificate) }),
  };
}

function seedApplication(
  tenant: Tenant,
  graph: ServicePrincipal,
  application: Application,
  roles: readonly string[],
  identifiers: Identifiers,
): SeededApplication {
  const principal = servicePrincipal(identifiers, application.appId, application.displayName);
  application.ownerIds.push(principal.id);
  tenant.applications.set(application.id, application);
  tenant.servicePrincipals.set(principal.id, principal);
  for (const role of graph.appRoles.filter(({ value }) => roles.includes(value))) {
    const id = identifiers.text(43);
    tenant.appRoleAssignments.set(id, {
      id,
      appRoleId: role.id,
      createdDateTime: graphDateTime(seededAt),
      principalId: principal.id,
      resourceId: graph.id,
    });
  }
  return { clientId: application.appId, clientSecret: application.passwordCredentials[0]?.secretText ?? '' };
}

function seedReader(
  tenant: Tenant,
  graph: ServicePrincipal,
  from: { identifiers: Identifiers; defaults: Application['properties']; certificate: X509Certificate },
): SeededReader {
  const { identifiers, defaults, certificate } = from;
  const application = scriptApplication(identifiers, 'Users reader', defaults);
  application.passwordCredentials = [];
  application.keyCredentials = [
    {
      keyId: identifiers.guid(),
      displayName: certificate.subject,
      customKeyIdentifier: certificate.fingerprint.replaceAll(':', ''),
      startDateTime: graphDateTime(certificate.validFromDate.getTime()),
      endDateTime: graphDateTime(certificate.validToDate.getTime()),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      certificate: certificate.raw,
    },
  ];
  const { clientId } = seedApplication(tenant, graph, application, readerRoles, identifiers);
  return { clientId };
}

function scriptApplication(
  identifiers: Identifiers,
  displayName: string,
  defaults: Application['properties'],
): Application {
  const secretText = `${identifiers.text(3)}8Q~${identifiers.text(34)}`;
  return {
    id: identifiers.guid(),
    appId: identifiers.guid(),
    displayName,
    createdDateTime: graphDateTime(seededAt),
    deletedDateTime: null,
    keyCredentials: [],
    passwordCredentials: [
      {
        keyId: identifiers.guid(),
        displayName: 'Seeded',
        customKeyIdentifier: null,
        startDateTime: graphDateTime(seededAt),
        endDateTime: farFuture,
        hint: secretText.slice(0, 3),
        secretText,
      },
    ],
    federatedIdentityCredentials: [],
    ownerIds: [],
    properties: defaults,
  };
}

function servicePrincipal(identifiers: Identifiers, appId: string, displayName: string): ServicePrincipal {
  return {
    id: identifiers.guid(),
    appId,
    displayName,
    accountEnabled: true,
    createdDateTime: graphDateTime(seededAt),
    appRoles: [],
    servicePrincipalNames: [appId],
    ownerIds: [],
    properties: {},
  };
}
