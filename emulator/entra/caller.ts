declare module 'fastify' {
  interface FastifyRequest {
    /** The client id that the request names or whose token it carries, once it was read. */
    callerAppId: string | undefined;
  }
}

/** Who calls Graph, as far as its access token tells. */
export interface GraphCaller {
  tenantId: string;
  /** The application (client) id, claim `appid`. */
  appId: string;
  /** Object id of the caller's service principal, claim `oid`. */
  servicePrincipalId: string;
  /** Application permissions, claim `roles`; empty when nothing was consented. */
  roles: readonly string[];
}
