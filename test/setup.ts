import fc from "fast-check";

// A failure in continuous integration must be one that anybody can repeat; on a desk, every run tries something new.
if (process.env["CI"]) fc.configureGlobal({ seed: 20_261_122 });
