#define FLOOD 4000u
