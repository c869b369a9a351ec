/** What is wrong with a ballot's mail, in few figures. Plain rules, no page. */

/** How the mail of a ballot fares. */
export interface Mail {
  /** Domains that block or bounce what is sent to them. */
  readonly blocked: readonly string[];
  /** Entitled members whose last mail came back. */
  readonly bounced: number;
  /** Entitled members for whom no address is known. */
  readonly withoutAddress: number;
}

/** The figures by recipient domain as the notification service tells them. */
export interface Deliveries {
  readonly roll?: { readonly bounced?: number; readonly withoutAddress?: number };
  readonly domains?: readonly { readonly name?: string; readonly alarm?: boolean }[];
}

/** The problems in them. */
export function mailOf({ roll = {}, domains = [] }: Deliveries): Mail {
  return {
    blocked: domains.flatMap(({ name, alarm }) => (alarm && name !== undefined ? [name] : [])),
    bounced: roll.bounced ?? 0,
    withoutAddress: roll.withoutAddress ?? 0,
  };
}

/** Whether somebody should look at it. Members without an address are known from the roll and no fault of the mail. */
export function isTroubled({ blocked, bounced }: Mail): boolean {
  return blocked.length > 0 || bounced > 0;
}
