/** What objects cost at the counter: each as its category's first ticket type, with the fees; null when one has no price. */
export function saleableTotal(chart, prices, chosen) {
  const [first] = prices.ticketTypes;
  let total = chosen.size > 0 ? prices.feePerOrder : 0;
  for (const [object, quantity] of chosen) {
    const category = chart.categories[chart.category[object]].key;
    const price = prices.prices.find((one) => one.category === category && one.ticketType === first?.key);
    if (!price) {
      return null;
    }
    total += quantity * (price.amount + prices.feePerTicket);
  }
  return total;
}
