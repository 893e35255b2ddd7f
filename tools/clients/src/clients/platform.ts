/** As the packages with a client's binary are named. */
export const platform = `${process.platform}-${process.arch}`;
