import { createHash } from 'node:crypto';
import * as azuread from '@pulumi/azuread';
import * as pulumi from '@pulumi/pulumi';
import { type ReaderCertificate, registerCertificate } from './certificate.ts';
import { type CloudName, cloudNames, clouds } from './clouds.ts';
import type { Held } from './held.ts';
import { losses, noneActive, unfinishedDestroy } from './losses.ts';
import { type PermissionName, permissionsFor } from './permissions.ts';
import { readHeld } from './read-held.ts';
import { takenAway } from './taken-away.ts';

/**
 * What a reader is made from. Whatever decides which resources there are is a plain value; all the rest may be an output
 * of another resource.
 */
export interface DirectoryReaderArgs {
  /** Name of the application in the tenant; `entra-user-audit` by default. */
  displayName?: pulumi.Input<string>;
  /** What else an administrator should read beside the registration. */
  notes?: pulumi.Input<string>;
  /** Reference into a service or asset management; some tenants demand one. */
  serviceManagementReference?: pulumi.Input<string>;
  /** Object ids of owners besides whoever runs Pulumi, who always is one. */
  owners?: pulumi.Input<pulumi.Input<string>[]>;
  /** The tenant's cloud: `public`, which is the default, `us-gov`, `us-gov-dod` or `china`. */
  cloud?: string;
  /** Whether the reader may read the times of the last sign-ins, too: adds `AuditLog.Read.All`. */
  signInActivity?: boolean;
  /** Whether the permissions are granted, which is the default, or only declared. */
  grantAdminConsent?: boolean;
  /** Certificates by a name of your own, of up to 40 letters, digits and hyphens. */
  certificates?: Record<string, ReaderCertificate>;
  /** Name of the certificate that the outputs hand out; needed when there are several. `none` hands out none. */
  active?: string;
  /** The workflow runs that may sign in by GitHub's OIDC token, without a certificate. */
  github?: TrustedWorkflows;
  /** Whether Pulumi refuses to delete what workflows sign in with. */
  protect?: boolean;
}

/** Workflow runs of GitHub Actions that may sign in. */
export interface TrustedWorkflows {
  /** The `sub` claims of their tokens, such as `repo:contoso/audit:environment:production`. */
  subjects: string[];
  /** The `iss` claim, if it is not `https://token.actions.githubusercontent.com`. */
  issuer?: pulumi.Input<string>;
}

/** What a reader has of its surroundings, so that tests can have others. */
export interface Surroundings {
  /** Milliseconds since the epoch, to tell which certificates end soon; the machine's clock by default. */
  now?: number;
  /** Called with each message about something that should be done soon; by default a warning of this resource. */
  warn?: (message: string) => void;
  /** What the stack holds of this reader before; read from its state by default. */
  held?: Promise<Held>;
}

/** The application id of Microsoft Graph in every tenant. */
const microsoftGraph = '00000003-0000-0000-c000-000000000000';
const gitHubIssuer = 'https://token.actions.githubusercontent.com';

/**
 * An application that signs in without a person and can do one thing: read the users of the tenant.
 *
 * The names of its resources are made from its own name and from those of certificates and subjects alone, so whatever
 * else is renamed is changed in place. To rename the reader itself, pass its old name in `aliases`; its parts follow.
 */
export class DirectoryReader extends pulumi.ComponentResource {
  /** The tenant's id. */
  readonly tenantId: pulumi.Output<string>;
  /** The application (client) id. */
  readonly clientId: pulumi.Output<string>;
  /** Where an administrator consents to what the application declares. */
  readonly adminConsentUrl: pulumi.Output<string>;
  /** SHA-1 of the active certificate in upper-case hex; absent when there is none. */
  readonly certificateThumbprint: pulumi.Output<string> | undefined;
  /** The last day of the active certificate, YYYY-MM-DD; absent when there is none. */
  readonly certificateExpiresOn: pulumi.Output<string> | undefined;
  /** Secret: private key and certificate in PEM; absent when there is no certificate, or its key is elsewhere. */
  readonly certificatePem: pulumi.Output<string> | undefined;

  constructor(
    name: string,
    args: DirectoryReaderArgs,
    options: pulumi.ComponentResourceOptions = {},
    surroundings: Surroundings = {},
  ) {
    super('entra-user-audit:index:DirectoryReader', name, {}, options);
    const { authorityUrl, tokenExchangeAudience } = clouds[cloudOf(args)];
    const certificates = Object.entries(args.certificates ?? {});
    const active = activeOf(args);
    const protect = args.protect ?? false;
    const child = { parent: this };
    // For all that a workflow signs in with: a destroy refused half-way would have deleted the credentials already.
    const kept = { ...child, protect };
    const client = azuread.getClientConfigOutput(child);
    // Read, never adopted: with "useExisting" Pulumi would change it, and delete it together with the stack.
    const graph = azuread.getServicePrincipalOutput({ clientId: microsoftGraph }, child);
    const permissions = permissionsFor(args.signInActivity ?? false);
    const roles = permissions.map((permission) => ({ permission, id: roleId(graph, permission) }));
    const now = surroundings.now ?? Date.now();
    const warn = surroundings.warn ?? ((message) => void pulumi.log.warn(message, this));
    const held = pulumi.output(surroundings.held ?? readHeld(name));
    const displayName = unlessLost(args, active, held, now);
    const notes = pulumi.output(args.notes).apply(notesOf);
    const owners = ownersOf(client.objectId, args.owners);
    const tags = ['entra-user-audit', 'pulumi', `stack:${pulumi.getStack()}`];

    const application = new azuread.Application(
      `${name}-application`,
      {
        displayName,
        description: 'Reads the users of this tenant, for the GitHub Action entra-user-audit.',
        notes,
        ...(args.serviceManagementReference === undefined
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
      { clientId: application.clientId, owners, notes, tags: ['HideApp', ...tags] },
      kept,
    );
    for (const { permission, id } of (args.grantAdminConsent ?? true) ? roles : []) {
      new azuread.AppRoleAssignment(
        `${name}-consent-${permission}`,
        { appRoleId: id, principalObjectId: principal.objectId, resourceObjectId: graph.objectId },
        kept,
      );
    }
    if (args.github !== undefined) trustGitHub(name, application, args.github, tokenExchangeAudience, kept);
    if (args.github !== undefined) warnOfPullRequests(args.github, warn);
    const registered = certificates.map(([label, certificate]) =>
      registerCertificate(
        `${name}-certificate-${label}`,
        { application, outlasts: protect, commonName: displayName, label, certificate, warn, now },
        // A certificate that is not active may be removed: that is how a rotation ends.
        { ...child, protect: protect && label === active },
      ),
    );
    const granted = (args.grantAdminConsent ?? true) ? permissions : [];
    pulumi.all([held, owners]).apply(([before, after]) => {
      const given = { subjects: args.github?.subjects ?? [], permissions: granted, owners: after };
      for (const message of takenAway(given, before)) warn(message);
    });
    const handedOut = registered[certificates.findIndex(([label]) => label === active)];

    this.tenantId = client.tenantId;
    this.clientId = application.clientId;
    this.adminConsentUrl = pulumi.interpolate`${authorityUrl}/${this.tenantId}/adminconsent?client_id=${this.clientId}`;
    this.certificateThumbprint = handedOut?.thumbprint;
    this.certificateExpiresOn = handedOut?.expiresOn;
    this.certificatePem = handedOut?.pem;
    this.registerOutputs({
      tenantId: this.tenantId,
      clientId: this.clientId,
      adminConsentUrl: this.adminConsentUrl,
      // By it the next up knows which certificate was handed out.
      certificateThumbprint: this.certificateThumbprint,
    });
  }
}

function cloudOf({ cloud = 'public' }: DirectoryReaderArgs): CloudName {
  const known = cloudNames.find((name) => name === cloud);
  if (known === undefined) {
    throw new pulumi.InputPropertyError({
      propertyPath: 'cloud',
      reason: `is "${cloud}"; it takes ${cloudNames.join(', ')}`,
    });
  }
  return known;
}

/** The name of the certificate that is handed out; undefined when there is none. */
function activeOf({ certificates = {}, active, github }: DirectoryReaderArgs): string | undefined {
  const names = Object.keys(certificates);
  const wrong = (propertyPath: string, reason: string) => new pulumi.InputPropertyError({ propertyPath, reason });
  if (names.length === 0 && (github?.subjects ?? []).length === 0) {
    throw wrong('certificates', 'is empty, and so is github: nobody could sign in. Name one, such as { first: {} }');
  }
  if (active === noneActive) {
    if (github === undefined) throw wrong('active', `is "${noneActive}", but without github nobody could sign in then`);
    return undefined;
  }
  if (active !== undefined && !names.includes(active)) {
    throw wrong('active', `is "${active}", which is no name of "certificates"`);
  }
  if (active === undefined && names.length > 1) throw wrong('active', `must name one of ${names.join(', ')}`);
  return active ?? names[0];
}

/**
 * The name of the application, on which all that changes in the tenant depends: it is not to be had when an `up` would
 * lock somebody out, or let somebody in.
 */
function unlessLost(
  { certificates = {}, displayName }: DirectoryReaderArgs,
  active: string | undefined,
  held: pulumi.Output<Held>,
  now: number,
): pulumi.Output<string> {
  return pulumi.all([held, certificates, displayName]).apply(([before, wanted, text = 'entra-user-audit']) => {
    const unfinished = unfinishedDestroy(before);
    if (unfinished !== undefined) throw new pulumi.RunError(unfinished);
    const problems = losses({ certificates: wanted, active }, before, now);
    if (problems.length > 0) throw new pulumi.RunError(problems.join('\n'));
    return text;
  });
}

/** Without the deployer among them, the provider takes away its ownership, and with it Application.ReadWrite.OwnedBy. */
function ownersOf(deployer: pulumi.Output<string>, others: DirectoryReaderArgs['owners']): pulumi.Output<string[]> {
  return pulumi
    .all([deployer, others ?? []])
    .apply(([id, ids]) => [...new Set([id, ...ids].map((owner) => owner.toLowerCase()))].sort());
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
  application: azuread.Application,
  { issuer = gitHubIssuer, subjects }: TrustedWorkflows,
  audience: string,
  options: pulumi.CustomResourceOptions,
): void {
  for (const subject of subjects) {
    const label = labelOf(subject);
    new azuread.ApplicationFederatedIdentityCredential(
      `${name}-github-${label}`,
      {
        applicationId: application.id,
        displayName: `github-${label}`,
        description: 'A workflow of GitHub Actions; made by Pulumi.',
        audiences: [audience],
        issuer,
        subject,
      },
      // Deleted one by one, each is waited for.
      { ...options, deletedWith: application },
    );
  }
}

function warnOfPullRequests({ subjects }: TrustedWorkflows, warn: (message: string) => void): void {
  for (const subject of subjects.filter((candidate) => candidate.endsWith(':pull_request'))) {
    warn(
      `Runs of pull requests may sign in (${subject}): whoever can open one from a branch of the repository can read all users. Name environments or branches instead.`,
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

function notesOf(more = ''): string {
  const made = `Made by Pulumi, project ${pulumi.getProject()}, stack ${pulumi.getStack()}. Change it there: what is changed here is taken back.`;
  return more === '' ? made : `${made}\n\n${more}`;
}
