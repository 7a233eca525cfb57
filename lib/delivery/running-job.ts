import type { DeliveryJobView, ReplayFilter } from './job-model';

/** A job that this transaction alone goes on with. */
export type RunningJob = {
  id: string;
  kind: DeliveryJobView['kind'];
  endpointId: string | null;
  filter: ReplayFilter | null;
  since: Date | null;
  wantedCount: number;
  doneCount: number;
  lastId: string | null;
  requestedBy: string;
  startedAt: Date;
};

/** What one batch did: how many were done, up to where, and whether there is more. */
export type Batch = { done: number; lastId: string | null; isMore: boolean };
