// Each test turns the clock of silos of its own: two at once on two cores starve each other's store and grains.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
