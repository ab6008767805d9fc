import { createHash } from 'node:crypto';
import * as azuread from '@pulumi/azuread';
import * as pulumi from '@pulumi/pulumi';
import { type RegisteredCertificate, registerCertificate } from './certificate.ts';
import { clouds } from './clouds.ts';
import type { ReaderConfig } from './config.ts';
import type { GitHubConfig } from './github-config.ts';
import type { PermissionName } from './permissions.ts';

export interface DirectoryReaderArgs extends ReaderConfig {
  /** Milliseconds since the epoch, to tell which certificates end soon; the machine's clock by default. */
  now?: number;
  /** Called with each message about something that should be done soon; by default a warning of this resource. */
  warn?: (message: string) => void;
}

/** The application id of Microsoft Graph in every tenant. */
const microsoftGraph = '00000003-0000-0000-c000-000000000000';

/**
 * An application that signs in without a person and can do one thing: read the users of the tenant.
 *
 * The names of its resources are made from its own name and from those of certificates and subjects alone, so whatever
 * else is renamed is changed in place. To rename the reader itself, pass its old name in `aliases`; its parts follow.
 */
export class DirectoryReader extends pulumi.ComponentResource {
  readonly tenantId: pulumi.Output<string>;
  /** The application (client) id. */
  readonly clientId: pulumi.Output<string>;
  /** Where an administrator consents to what the application declares. */
  readonly adminConsentUrl: pulumi.Output<string>;
  /** The active certificate; undefined when there is none. */
  readonly certificate: RegisteredCertificate | undefined;

  constructor(name: string, args: DirectoryReaderArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('entra-user-audit:index:DirectoryReader', name, {}, options);
    const child = { parent: this };
    // For all that a workflow signs in with: a destroy refused half-way would have deleted the credentials already.
    const kept = { ...child, protect: args.protect };
    const client = azuread.getClientConfigOutput(child);
    // Read, never adopted: with "useExisting" Pulumi would change it, and delete it together with the stack.
    const graph = azuread.getServicePrincipalOutput({ clientId: microsoftGraph }, child);
    const roles = args.permissions.map((permission) => ({ permission, id: roleId(graph, permission) }));
    // Without the deployer among them, the provider takes away its ownership, and with it Application.ReadWrite.OwnedBy.
    const owners = client.objectId.apply((deployer) => [...new Set([deployer.toLowerCase(), ...args.owners])].sort());
    const tags = ['entra-user-audit', 'pulumi', `stack:${pulumi.getStack()}`];

    const application = new azuread.Application(
      `${name}-application`,
      {
        displayName: args.displayName,
        description: 'Reads the users of this tenant, for the GitHub Action entra-user-audit.',
        notes: notesOf(args.notes),
        ...(args.serviceManagementReference === ''
          ? {}
          : { serviceManagementReference: args.serviceManagementReference }),
        owners,
        // Finds what a lost state left behind, instead of making a second application beside it.
        preventDuplicateNames: true,
        requiredResourceAccesses: [
          { resourceAppId: microsoftGraph, resourceAccesses: roles.map(({ id }) => ({ id, type: 'Role' })) },
        ],
        signInAudience: 'AzureADMyOrg',
        tags,
      },
      kept,
    );
    const principal = new azuread.ServicePrincipal(
      `${name}-principal`,
      // Nobody signs in to it by hand: HideApp keeps it off people's My Apps page.
      { clientId: application.clientId, owners, notes: notesOf(args.notes), tags: ['HideApp', ...tags] },
      kept,
    );
    for (const { permission, id } of args.grantAdminConsent ? roles : []) {
      new azuread.AppRoleAssignment(
        `${name}-consent-${permission}`,
        { appRoleId: id, principalObjectId: principal.objectId, resourceObjectId: graph.objectId },
        kept,
      );
    }
    if (args.github !== undefined)
      trustGitHub(name, application.id, args.github, clouds[args.cloud].tokenExchangeAudience, kept);
    const warn = args.warn ?? ((message) => void pulumi.log.warn(message, this));
    const certificates = args.certificates.map((config) => ({
      name: config.name,
      registered: registerCertificate(
        `${name}-certificate-${config.name}`,
        {
          applicationId: application.id,
          commonName: args.displayName,
          config,
          warn,
          now: args.now ?? Date.now(),
        },
        // A certificate that is not active may be removed: that is how a rotation ends.
        { ...child, protect: args.protect && config.name === args.active },
      ),
    }));

    this.tenantId = client.tenantId;
    this.clientId = application.clientId;
    this.adminConsentUrl = pulumi.interpolate`${clouds[args.cloud].authorityUrl}/${this.tenantId}/adminconsent?client_id=${this.clientId}`;
    this.certificate = certificates.find((certificate) => certificate.name === args.active)?.registered;
    this.registerOutputs({ tenantId: this.tenantId, clientId: this.clientId, adminConsentUrl: this.adminConsentUrl });
  }
}

function roleId(
  graph: pulumi.Output<azuread.GetServicePrincipalResult>,
  permission: PermissionName,
): pulumi.Output<string> {
  return graph.appRoleIds.apply((ids) => {
    const id = ids[permission];
    if (id === undefined)
      throw new pulumi.RunError(`Microsoft Graph knows no permission ${permission} in this tenant.`);
    return id;
  });
}

function trustGitHub(
  name: string,
  applicationId: pulumi.Input<string>,
  { issuer, subjects }: GitHubConfig,
  audience: string,
  options: pulumi.CustomResourceOptions,
): void {
  for (const subject of subjects) {
    const label = labelOf(subject);
    new azuread.ApplicationFederatedIdentityCredential(
      `${name}-github-${label}`,
      {
        applicationId,
        displayName: `github-${label}`,
        description: 'A workflow of GitHub Actions; made by Pulumi.',
        audiences: [audience],
        issuer,
        subject,
      },
      options,
    );
  }
}

/** A short name for a subject that people recognise and no other subject has: Entra takes letters, digits, - and _. */
function labelOf(subject: string): string {
  const context = subject
    .split(':')
    .slice(2)
    .join('-')
    .replace(/^ref-refs\/heads\//, 'branch-');
  const readable = context
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${readable}-${createHash('sha256').update(subject).digest('hex').slice(0, 8)}`;
}

function notesOf(more: string): string {
  const made = `Made by Pulumi, project ${pulumi.getProject()}, stack ${pulumi.getStack()}. Change it there: what is changed here is taken back.`;
  return more === '' ? made : `${made}\n\n${more}`;
}
