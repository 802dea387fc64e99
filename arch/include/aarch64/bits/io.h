/* There are no ports of input and output on aarch64. */
