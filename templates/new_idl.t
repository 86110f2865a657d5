// What the server offers.
package {{name}}.ICounter

interface {
    // Adds `amount` and tells the total.
    Add(in UInt32 amount, out UInt32 total);
}
