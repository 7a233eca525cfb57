/** The absolute addresses that a reminder of a cart leads to. */
export type CartReminderLinks = {
  cart: string;
  /** A page where a button ends the reminders. */
  end: (userId: string) => string;
  /** Takes the POST of a mail program's own "unsubscribe". */
  endByMailProgram: (userId: string) => string;
};
