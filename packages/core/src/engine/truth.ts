/** Three-valued: `possible` is what an unknown value leaves open. */
export type Truth = 'yes' | 'possible' | 'no';

export function not(truth: Truth): Truth {
  if (truth === 'possible') return 'possible';
  return truth === 'yes' ? 'no' : 'yes';
}

/** True as soon as one is; `no` for none. */
export function some<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = 'no';
  for (const item of items) {
    const truth = test(item);
    if (truth === 'yes') return 'yes';
    if (truth === 'possible') result = 'possible';
  }
  return result;
}

/** False as soon as one is; `yes` for none. */
export function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = 'yes';
  for (const item of items) {
    const truth = test(item);
    if (truth === 'no') return 'no';
    if (truth === 'possible') result = 'possible';
  }
  return result;
}
