"""One record of a rape case, in which every duty has a clock and every closure passes a gate."""
