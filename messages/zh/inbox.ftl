# Messages are worded by the rooms that send them.
