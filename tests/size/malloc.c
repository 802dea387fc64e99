#include <stdlib.h>

int main(void) {
    char *block = malloc(100);
    return block == NULL;
}
