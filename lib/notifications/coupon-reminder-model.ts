/** The absolute addresses that a reminder of coupons leads to. */
export type CouponReminderLinks = {
  coupons: string;
  /** The member's profile, where the reminders are switched off. */
  profile: string;
  /** Takes the POST of a mail program's own "unsubscribe". */
  endByMailProgram: (userId: string) => string;
};
