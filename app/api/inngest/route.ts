import { serve } from 'inngest/next';
import { functions } from '@/inngest';
import { inngest } from '@/inngest/client';

/** Where Inngest, or the embedded runner, calls our functions and asks for their list. Its calls are signed; the SDK checks them. */
export const { GET, POST, PUT } = serve({ client: inngest, functions });
