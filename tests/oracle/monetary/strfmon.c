/* Amounts by many formats. glibc pads no positive amount on the right for `(` with `#`, takes -0 for a
 * positive one, and sets no errno for what does not fit. */
#include <errno.h>
#include <monetary.h>
#include <stdio.h>

int main(void) {
    static const char *const formats[] = {
        "%n", "%i", "%.0n", "%.3n", "%10n", "%-10n", "%#5n", "%=*#5n", "%=0#5n", "%^#5n", "%+n", "%(n", "%!n", "%!i",
        "%=*#5.1n", "%-14#5.4n", "%14#5.4n", "x%%y%nz", "%^=*#5n", "%+(n", "%", "%q", "%5", "%=", "%12i", "%(12n",
        "%#1n", "%#0n", "%=x12n", "%.2", "%5%", "%-5%|", "%-!^15n|", "%=n#7n", "%#12.0n", "%.10n", "%20.10n",
    };
    static const double values[] = {
        123.45, -123.45, 0, -0.001, 1234567.891, -3456.781, 0.005, 0.015, 1e20, -1e15, 99.995, -99.995, 0.5, 1.5, 2.5,
    };
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            char text[100];
            errno = 0;
            int length = (int)strfmon(text, sizeof text, formats[f], values[v]);
            printf("%s %g: %d %d [%s]\n", formats[f], values[v], length, errno, length < 0 ? "" : text);
        }
    for (size_t size = 1; size < 9; size++) {
        char text[10];
        int length = (int)strfmon(text, size, "%n", 12.5);
        printf("%d: %d\n", (int)size, length);
    }
    return 0;
}
