/** Hands out access tokens for the service that is read. */
export interface TokenSource {
  /**
   * @param refused a token that the service has just refused: it is not handed out again
   * @throws Failure `token-refused` and the like
   */
  getToken(refused?: string): Promise<string>;
}
